// Package clickhouse keeps events in a ClickHouse server, or in a cluster for
// those who outgrow one machine.
//
// Records are spread over the servers by month and dyad, so that a dyad's repeats
// meet on one of them; Distributed tables on each server show the whole. The
// client sends each server its rows itself, in parallel and synchronously.
//
// A batch becomes visible by one row in table batches, written last on the first
// server: until then nothing of it counts, whichever servers have its rows. What
// a failed batch left behind stays invisible and is deleted by Flush. One process
// writes at a time; ClickHouse does not hold that, the user must.
//
// The SQL keeps to what server 18.16 knows: no named subqueries, window
// functions, LowCardinality, Date32 or settings in queries.
package clickhouse
