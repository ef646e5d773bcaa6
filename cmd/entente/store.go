package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"entente/event"
	"entente/event/clickhouse"
	"entente/event/duckdb"
)

const defaultStore = "events.duckdb"

func storeFlag(cmd *cobra.Command, where *string) {
	cmd.Flags().StringVar(where, "store", defaultStore, "the event store: a DuckDB file, or clickhouse://host:port,…/database")
}

// openStore opens a store of events by its address.
func openStore(ctx context.Context, where string, readOnly bool) (event.Store, error) {
	if isServer(where) {
		return clickhouse.Open(ctx, where, clickhouse.Options{ReadOnly: readOnly})
	}
	return duckdb.Open(ctx, where, duckdb.Options{ReadOnly: readOnly})
}

func isServer(where string) bool { return strings.Contains(where, "://") }

// storeAddress gives the address of a store as it may be shown: of a server, without
// user, password and settings.
func storeAddress(where string) string {
	scheme, rest, server := strings.Cut(where, "://")
	if !server {
		return where
	}
	rest = rest[strings.LastIndex(rest, "@")+1:]
	rest, _, _ = strings.Cut(rest, "?")
	return scheme + "://" + rest
}
