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
