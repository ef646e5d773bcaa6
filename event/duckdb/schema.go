//go:build cgo

package duckdb

import (
	"strings"

	bind "github.com/duckdb/duckdb-go-bindings"
)

// schemaVersion is raised whenever a store written now cannot be read by the
// program as it was.
const schemaVersion = 1

// column is a column of a table.
type column struct {
	name string
	sql  string
}

// The tables. What a record says in words stands in tables of its own, once for
// many records: news repeats actors, places, acts and addresses, and numbers are
// what DuckDB writes and counts fast. Text that is there already may be there
// again under another number (see dict), so text is compared, not its number.
// NULL stands for what a record does not have: no day, no number; in id for the
// key in decimal; in until for the day itself.
var (
	eventColumns = []column{
		{"origin", "UTINYINT"}, {"key", "UBIGINT"}, {"id", "VARCHAR"},
		{"date", "DATE"}, {"until", "DATE"}, {"known", "DATE"},
		{"source", "USMALLINT"}, {"target", "USMALLINT"}, // countries
		{"source_actor", "UINTEGER"}, {"target_actor", "UINTEGER"}, {"act", "UINTEGER"}, {"place", "UINTEGER"}, {"report", "UINTEGER"},
		{"same", "UBIGINT"}, // records that agree in it, and in what eventRepeats has, repeat each other
		{"type", "UTINYINT"}, {"quad", "UTINYINT"}, {"statement", "BOOLEAN"}, {"root", "BOOLEAN"},
		{"score", "FLOAT"}, {"mentions", "INTEGER"}, {"sources", "INTEGER"}, {"articles", "INTEGER"}, {"tone", "FLOAT"}, {"deaths", "INTEGER"},
	}
	countryColumns = []column{{"id", "USMALLINT"}, {"code", "VARCHAR"}}
	actorColumns   = []column{{"id", "UINTEGER"}, {"code", "VARCHAR"}, {"name", "VARCHAR"}, {"sector", "VARCHAR"}}
	actColumns     = []column{{"id", "UINTEGER"}, {"code", "VARCHAR"}}
	placeColumns   = []column{{"id", "UINTEGER"}, {"name", "VARCHAR"}, {"country", "USMALLINT"}, {"admin", "VARCHAR"}, {"lat", "FLOAT"}, {"lon", "FLOAT"}}
	reportColumns  = []column{{"id", "UINTEGER"}, {"text", "VARCHAR"}, {"ref", "VARCHAR"}}
)

var types = map[string]bind.Type{
	"UTINYINT": bind.TypeUTinyInt, "USMALLINT": bind.TypeUSmallInt, "UINTEGER": bind.TypeUInteger, "UBIGINT": bind.TypeUBigInt,
	"INTEGER": bind.TypeInteger, "FLOAT": bind.TypeFloat, "BOOLEAN": bind.TypeBoolean, "DATE": bind.TypeDate, "VARCHAR": bind.TypeVarchar,
}

func create(table string, columns []column) string {
	var of []string
	for _, c := range columns {
		of = append(of, c.name+" "+c.sql)
	}
	return "CREATE TABLE IF NOT EXISTS " + table + " (" + strings.Join(of, ", ") + ")"
}

func schema() []string {
	return []string{
		"CREATE TABLE IF NOT EXISTS meta (version INTEGER)",
		"CREATE TABLE IF NOT EXISTS files (fingerprint VARCHAR PRIMARY KEY, path VARCHAR, origin UTINYINT, rows BIGINT, kept BIGINT, repeated BIGINT, rejected BIGINT, done BOOLEAN)",
		create("countries", countryColumns),
		create("actors", actorColumns),
		create("acts", actColumns),
		create("places", placeColumns),
		create("reports", reportColumns),
		create("events", eventColumns),
		"CREATE VIEW IF NOT EXISTS records AS SELECT " + recordColumns + " FROM " + recordTables,
	}
}

// The columns of a record, in the order in which record reads them, and what
// they are from. LEFT keeps DuckDB from looking for partners that are always
// there.
const recordColumns = `e.origin AS origin, e.key AS key, e.id AS id, e.date AS date, e.until AS until, e.known AS known,
	e.source AS source_country, e.target AS target_country,
	sa.code AS source_code, sa.name AS source_name, sa.sector AS source_sector,
	ta.code AS target_code, ta.name AS target_name, ta.sector AS target_sector,
	a.code AS code, e.type AS type, e.quad AS quad, e.statement AS statement, e.root AS root, e.score AS score,
	e.mentions AS mentions, e.sources AS sources, e.articles AS articles, e.tone AS tone, e.deaths AS deaths,
	p.name AS place_name, p.country AS place_country, p.admin AS place_admin, p.lat AS lat, p.lon AS lon,
	r.text AS text, r.ref AS ref`

const recordCount = 32

const recordTables = `events e LEFT JOIN actors sa ON sa.id = e.source_actor LEFT JOIN actors ta ON ta.id = e.target_actor
	LEFT JOIN acts a ON a.id = e.act LEFT JOIN places p ON p.id = e.place LEFT JOIN reports r ON r.id = e.report`
