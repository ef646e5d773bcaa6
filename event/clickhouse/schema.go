package clickhouse

import (
	"fmt"
	"strings"
)

// schemaVersion is raised whenever a store written now cannot be read by the
// program as it was.
const schemaVersion = 1

// columns are those of the records, in the order of block and scan. Days are
// numbers, because ClickHouse's Date begins in 1970; month is the number of the
// month since the year 0, by which rows are spread.
var columns = []struct{ name, typ string }{
	{"origin", "UInt8"}, {"key", "UInt64"}, {"id", "String"}, {"day", "Int32"}, {"until", "Int32"}, {"known", "Int32"}, {"month", "Int32"},
	{"source", "String"}, {"source_code", "String"}, {"source_name", "String"}, {"source_sector", "String"},
	{"target", "String"}, {"target_code", "String"}, {"target_name", "String"}, {"target_sector", "String"},
	{"code", "String"}, {"type", "UInt8"}, {"quad", "UInt8"}, {"statement", "UInt8"}, {"root", "UInt8"}, {"score", "Float32"},
	{"mentions", "Int32"}, {"sources", "Int32"}, {"articles", "Int32"}, {"tone", "Float32"}, {"deaths", "Int32"},
	{"place_name", "String"}, {"place_country", "String"}, {"place_admin", "String"}, {"lat", "Float32"}, {"lon", "Float32"},
	{"text", "String"}, {"ref", "String"}, {"batch", "UInt64"},
}

func names() string {
	var of []string
	for _, c := range columns {
		of = append(of, c.name)
	}
	return strings.Join(of, ", ")
}

// spread is by what rows that others insert into the Distributed tables go to a
// server; Add sends its rows itself.
const (
	spreadEvents = "cityHash64(month, source, target)"
	spreadKeys   = "intDiv(key, 65536)"
)

// tables are the statements that make what is missing on a server. Those of the
// ledger are made on every server and used on the first.
func (s *Store) tables() []string {
	var of []string
	for _, c := range columns {
		of = append(of, c.name+" "+c.typ)
	}
	events, keys := strings.Join(of, ", "), "origin UInt8, key UInt64, batch UInt64"
	all := []string{
		// Ten years a partition: a batch of old news then makes few parts.
		"CREATE TABLE IF NOT EXISTS events_local (" + events + ") ENGINE = MergeTree PARTITION BY intDiv(month, 120) ORDER BY (source, target, day, origin)",
		"CREATE TABLE IF NOT EXISTS keys_local (" + keys + ") ENGINE = MergeTree ORDER BY (origin, key)",
		"CREATE TABLE IF NOT EXISTS meta (version UInt32) ENGINE = MergeTree ORDER BY version",
		"CREATE TABLE IF NOT EXISTS batches (id UInt64) ENGINE = MergeTree ORDER BY id",
		"CREATE TABLE IF NOT EXISTS files (fingerprint String, path String, origin UInt8, rows Int64, kept Int64, repeated Int64, rejected Int64, done UInt8, batch UInt64) ENGINE = MergeTree ORDER BY fingerprint",
		"CREATE TABLE IF NOT EXISTS staged (key UInt64) ENGINE = Memory",
	}
	if s.cluster != "" {
		all = append(all,
			fmt.Sprintf("CREATE TABLE IF NOT EXISTS events (%s) ENGINE = Distributed(%s, %s, events_local, %s)", events, name(s.cluster), name(s.database), spreadEvents),
			fmt.Sprintf("CREATE TABLE IF NOT EXISTS keys (%s) ENGINE = Distributed(%s, %s, keys_local, %s)", keys, name(s.cluster), name(s.database), spreadKeys))
	}
	return all
}

// all gives the name of the table that shows the whole of events or keys.
func (s *Store) all(table string) string {
	if s.cluster == "" {
		return table + "_local"
	}
	return table
}

// quote writes a text as an SQL literal.
func quote(s string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\x00", `\0`).Replace(s) + "'"
}

// name writes an SQL identifier.
func name(s string) string { return "`" + strings.NewReplacer(`\`, `\\`, "`", "\\`").Replace(s) + "`" }
