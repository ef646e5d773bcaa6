package data

import (
	"io"
	"net/url"
	"strconv"
	"strings"

	"entente/check"
	"entente/dossier"
)

// SARIF 2.1.0 (OASIS), as far as code hosts show it beside the lines.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
}

// sarifInvocation says that the check ran, and what it held back.
type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
}

type sarifNotification struct {
	Level   string    `json:"level"`
	Message sarifText `json:"message"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	InformationURI string      `json:"informationUri,omitempty"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string            `json:"id"`
	ShortDescription sarifText         `json:"shortDescription"`
	Configuration    map[string]string `json:"defaultConfiguration"`
	Properties       map[string]any    `json:"properties,omitempty"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID    string          `json:"ruleId"`
	RuleIndex int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
	Fixes     []sarifFix      `json:"fixes,omitempty"`
}

// sarifFix is a mend (SARIF 2.1.0, 3.55 to 3.57).
type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted sarifText   `json:"insertedContent"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifLocation struct {
	Physical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn,omitempty"`
	EndLine     int        `json:"endLine,omitempty"`
	EndColumn   int        `json:"endColumn,omitempty"`
	Snippet     *sarifText `json:"snippet,omitempty"`
}

// sarifVersion is the version of SARIF that is written.
const sarifVersion = "2.1.0"

// SARIF writes what a check found as SARIF 2.1.0. Files are named as base joins them,
// such as "examples/trilateral", so that a code host finds them from the root of
// its repository; base may be empty.
func SARIF(w io.Writer, res *check.Result, base string) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "Entente", Rules: []sarifRule{}}
	ran := sarifInvocation{Successful: true}
	if s := res.Held.String(); s != "" {
		ran.Notifications = append(ran.Notifications, sarifNotification{"warning", sarifText{s}})
	}
	run.Invocations = []sarifInvocation{ran}
	base = strings.Trim(base, "/")
	index := map[string]int{}
	for _, f := range res.Findings {
		at, ok := index[f.Rule]
		if !ok {
			at = len(run.Tool.Driver.Rules)
			index[f.Rule] = at
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(f))
		}
		text := f.Message
		if f.Hint != "" {
			text += ". Next: " + f.Hint
		}
		run.Results = append(run.Results, sarifResult{
			RuleID: f.Rule, RuleIndex: at, Level: string(f.Severity), Message: sarifText{text}, Locations: []sarifLocation{sarifPlace(f, base)}, Fixes: sarifFixes(f, base),
		})
	}
	return encode(w, sarifLog{Schema: "https://json.schemastore.org/sarif-" + sarifVersion + ".json", Version: sarifVersion, Runs: []sarifRun{run}})
}

// sarifRuleOf describes the rule of a finding; what the table of rules does not know
// is a fault of the structure.
func sarifRuleOf(f dossier.Finding) sarifRule {
	says, family := f.Rule, "structure"
	if r := check.RuleByName(f.Rule); r != nil {
		says, family = r.Says, string(r.Family)
	}
	return sarifRule{f.Rule, sarifText{says}, map[string]string{"level": string(f.Severity)}, map[string]any{"tags": []string{family}}}
}

func sarifURI(file, base string) string {
	if base != "" && base != "." {
		file = base + "/" + file
	}
	return (&url.URL{Path: file}).EscapedPath()
}

// sarifFixes gives the mend of a finding, if it has one.
func sarifFixes(f dossier.Finding, base string) []sarifFix {
	m := f.Mend
	if m == nil {
		return nil
	}
	what := "write " + strconv.Quote(m.Text)
	if m.Text == "" {
		what = "delete it"
	}
	return []sarifFix{{sarifText{what}, []sarifChange{{sarifArtifact{sarifURI(m.File, base)}, []sarifReplacement{{
		sarifRegion{StartLine: m.Line, StartColumn: m.Col, EndLine: m.EndLine, EndColumn: m.EndCol}, sarifText{m.Text},
	}}}}}}
}

// maxSnippet is how long a line, in bytes, is repeated with each finding in it.
const maxSnippet = 4096

// snippet gives the line of a finding; of a line that is longer than it would be
// repeated the words that it is about, or "" where they are not known or no shorter.
func snippet(f dossier.Finding) string {
	if len(f.Excerpt) <= maxSnippet {
		return f.Excerpt
	}
	if f.Col < 1 || f.Len < 1 || f.Len > maxSnippet/4 {
		return ""
	}
	var b strings.Builder
	n := 0
	for _, r := range f.Excerpt {
		if n++; n >= f.Col+f.Len {
			break
		}
		if n >= f.Col {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func sarifPlace(f dossier.Finding, base string) sarifLocation {
	var loc sarifLocation
	loc.Physical.Artifact = sarifArtifact{sarifURI(f.File, base)}
	if f.Line > 0 {
		g := &sarifRegion{StartLine: f.Line, StartColumn: f.Col}
		if f.Len > 0 && f.Col > 0 {
			g.EndColumn = f.Col + f.Len
		}
		if s := snippet(f); s != "" {
			g.Snippet = &sarifText{s}
		}
		loc.Physical.Region = g
	}
	return loc
}
