package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
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

// laterStore is a store whose file is made when something is first added, so that an
// import that keeps nothing leaves none. One that is there is opened at once.
type laterStore struct {
	event.Store // nil until it is opened
	where       string
}

// openLater opens the store of an import.
func openLater(ctx context.Context, where string) (*laterStore, error) {
	s := &laterStore{where: where}
	if !isServer(where) {
		if _, err := os.Stat(where); errors.Is(err, fs.ErrNotExist) {
			return s, nil
		}
	}
	return s, s.open(ctx)
}

func (s *laterStore) open(ctx context.Context) error {
	store, err := openStore(ctx, s.where, false)
	if err != nil {
		return err
	}
	s.Store = store
	return store.Init(ctx)
}

func (s *laterStore) Add(ctx context.Context, batch []event.Record, files ...event.Progress) (event.Added, error) {
	if s.Store == nil {
		if err := s.open(ctx); err != nil {
			return event.Added{}, err
		}
	}
	return s.Store.Add(ctx, batch, files...)
}

func (s *laterStore) Progress(ctx context.Context, fingerprint string) (event.Progress, bool, error) {
	if s.Store == nil {
		return event.Progress{}, false, nil
	}
	return s.Store.Progress(ctx, fingerprint)
}

func (s *laterStore) Stats(ctx context.Context) (event.Stats, error) {
	if s.Store == nil {
		return event.Stats{}, nil
	}
	return s.Store.Stats(ctx)
}

// kept says what the store holds; nil where none was made.
func (s *laterStore) kept(ctx context.Context) (*event.Stats, error) {
	if s.Store == nil {
		return nil, nil
	}
	stats, err := s.Store.Stats(ctx)
	return &stats, err
}

func (s *laterStore) Close() error {
	if s.Store == nil {
		return nil
	}
	return s.Store.Close()
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
