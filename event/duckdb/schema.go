//go:build cgo

package duckdb

import (
	bind "github.com/duckdb/duckdb-go-bindings"
)

// schemaVersion is raised whenever a store written now cannot be read by the
// program as it was.
const schemaVersion = 1

// columns are the columns of table events, in order. NULL stands for what the
// record does not have: no day, no number; in id for the key in decimal; in
// until for the day itself.
var columns = [...]struct {
	name string
	typ  bind.Type
	sql  string
}{
	{"origin", bind.TypeUTinyInt, "UTINYINT"},
	{"key", bind.TypeUBigInt, "UBIGINT"},
	{"id", bind.TypeVarchar, "VARCHAR"},
	{"date", bind.TypeDate, "DATE"},
	{"until", bind.TypeDate, "DATE"},
	{"known", bind.TypeDate, "DATE"},
	{"source", bind.TypeUSmallInt, "USMALLINT"},
	{"target", bind.TypeUSmallInt, "USMALLINT"},
	{"source_code", bind.TypeVarchar, "VARCHAR"},
	{"source_name", bind.TypeVarchar, "VARCHAR"},
	{"source_sector", bind.TypeVarchar, "VARCHAR"},
	{"target_code", bind.TypeVarchar, "VARCHAR"},
	{"target_name", bind.TypeVarchar, "VARCHAR"},
	{"target_sector", bind.TypeVarchar, "VARCHAR"},
	{"code", bind.TypeVarchar, "VARCHAR"},
	{"type", bind.TypeUTinyInt, "UTINYINT"},
	{"quad", bind.TypeUTinyInt, "UTINYINT"},
	{"statement", bind.TypeBoolean, "BOOLEAN"},
	{"root", bind.TypeBoolean, "BOOLEAN"},
	{"score", bind.TypeFloat, "FLOAT"},
	{"mentions", bind.TypeInteger, "INTEGER"},
	{"sources", bind.TypeInteger, "INTEGER"},
	{"articles", bind.TypeInteger, "INTEGER"},
	{"tone", bind.TypeFloat, "FLOAT"},
	{"deaths", bind.TypeInteger, "INTEGER"},
	{"place_name", bind.TypeVarchar, "VARCHAR"},
	{"place_country", bind.TypeUSmallInt, "USMALLINT"},
	{"place_admin", bind.TypeVarchar, "VARCHAR"},
	{"lat", bind.TypeFloat, "FLOAT"},
	{"lon", bind.TypeFloat, "FLOAT"},
	{"text", bind.TypeVarchar, "VARCHAR"},
	{"ref", bind.TypeVarchar, "VARCHAR"},
}

func schema() []string {
	events := "CREATE TABLE IF NOT EXISTS events ("
	for i, c := range columns {
		if i > 0 {
			events += ", "
		}
		events += c.name + " " + c.sql
	}
	return []string{
		"CREATE TABLE IF NOT EXISTS meta (version INTEGER)",
		"CREATE TABLE IF NOT EXISTS countries (id USMALLINT, code VARCHAR)",
		"CREATE TABLE IF NOT EXISTS files (fingerprint VARCHAR PRIMARY KEY, path VARCHAR, origin UTINYINT, rows BIGINT, kept BIGINT, repeated BIGINT, rejected BIGINT, done BOOLEAN)",
		events + ")",
		`CREATE VIEW IF NOT EXISTS records AS SELECT e.* REPLACE (coalesce(e.id, key::VARCHAR) AS id, coalesce(until, date) AS until, s.code AS source, t.code AS target, p.code AS place_country)
		 FROM events e JOIN countries s ON s.id = e.source JOIN countries t ON t.id = e.target JOIN countries p ON p.id = e.place_country`,
	}
}
