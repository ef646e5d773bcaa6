package main

import "testing"

// TestStoreAddress holds that no password is shown.
func TestStoreAddress(t *testing.T) {
	for where, want := range map[string]string{
		"clickhouse://user:p@ss?@one:9000,two:9000/events?cluster=entente&password=x": "clickhouse://one:9000,two:9000/events",
		"clickhouse://one/events": "clickhouse://one/events",
		"data/world.duckdb":       "data/world.duckdb",
	} {
		if got := storeAddress(where); got != want {
			t.Errorf("%s is shown as %s, not %s", where, got, want)
		}
	}
	if got := storeName("data/world.duckdb"); got != "world.duckdb" {
		t.Errorf("the file is named %s", got)
	}
}
