package site

import (
	"entente/publish/report"
	"entente/series"
)

// ReportWriter gives what writes the report in a form, for benchmarks.
func ReportWriter(c Content, f report.Form) func() ([]byte, error) {
	told, err := series.Tell(c.Dossier, c.Agenda.Dossier.AsOf.Last())
	if err != nil {
		return func() ([]byte, error) { return nil, err }
	}
	c.Told = told
	return func() ([]byte, error) {
		d, err := newBuilder(c).textDocument(c.Dossier.Report, anyDay)
		if err != nil {
			return nil, err
		}
		return f.Write(d)
	}
}

// FilesOf gives the files of a site as they are.
func FilesOf(s *Site) (map[string][]byte, error) { return s.b.files.All() }
