package clickhouse

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"entente/event"
	"entente/event/storetest"
)

// servers starts two ClickHouse servers on the loopback interface that are the
// shards of a cluster, and ends them with the test. They and what they hold are
// ended after five minutes in any case.
func servers(t testing.TB) []string {
	if os.Getenv("ENTENTE_CLICKHOUSE") == "" {
		t.Skip("ENTENTE_CLICKHOUSE=1 is not set; .ci/clickhouse runs this with Debian's clickhouse-server")
	}
	binary, err := exec.LookPath("clickhouse-server")
	if err != nil {
		t.Fatal(err)
	}
	ports := freePorts(t, 6) // native, http and between servers, twice
	var shards, addresses []string
	for i := range 2 {
		shards = append(shards, fmt.Sprintf("<shard><replica><host>127.0.0.1</host><port>%d</port></replica></shard>", ports[3*i]))
		addresses = append(addresses, fmt.Sprintf("127.0.0.1:%d", ports[3*i]))
	}
	var start []func()
	for i := range 2 {
		dir := t.TempDir()
		write := func(name, text string) string {
			name = filepath.Join(dir, name)
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return name
		}
		write("users.xml", `<yandex>
<profiles><default><max_memory_usage>2000000000</max_memory_usage></default></profiles>
<users><default><password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users>
<quotas><default><interval><duration>3600</duration><queries>0</queries><errors>0</errors><result_rows>0</result_rows><read_rows>0</read_rows><execution_time>0</execution_time></interval></default></quotas>
</yandex>`)
		config := write("config.xml", fmt.Sprintf(`<yandex>
<logger><level>warning</level><log>%[1]s/log</log><errorlog>%[1]s/errors</errorlog><size>10M</size><count>1</count></logger>
<tcp_port>%[2]d</tcp_port><http_port>%[3]d</http_port><interserver_http_port>%[4]d</interserver_http_port><interserver_http_host>127.0.0.1</interserver_http_host>
<listen_host>127.0.0.1</listen_host><max_connections>64</max_connections><mark_cache_size>67108864</mark_cache_size>
<path>%[1]s/data/</path><tmp_path>%[1]s/tmp/</tmp_path><user_files_path>%[1]s/files/</user_files_path>
<users_config>%[1]s/users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database><timezone>UTC</timezone>
<remote_servers><two>%[5]s</two></remote_servers>
</yandex>`, dir, ports[3*i], ports[3*i+1], ports[3*i+2], strings.Join(shards, "")))
		start = append(start, func() {
			ctx, cancel := context.WithCancel(context.Background())
			// timeout ends the server even where this test is killed, and hands on SIGTERM.
			cmd := exec.CommandContext(ctx, "timeout", "-k", "10", "300", binary, "--config-file="+config)
			cmd.Dir = dir
			cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
			cmd.WaitDelay = 20 * time.Second
			out, err := os.Create(filepath.Join(dir, "output"))
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stdout, cmd.Stderr = out, out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				cancel()
				cmd.Wait()
				out.Close()
				if t.Failed() {
					for _, name := range []string{"output", "errors"} {
						if text, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
							t.Logf("server %d, %s: %s", i, name, text)
						}
					}
				}
			})
		})
	}
	return startAll(t, addresses, start)
}

func freePorts(t testing.TB, n int) []int {
	ports := make([]int, n)
	for i := range ports {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close() // all are held until all are known
		ports[i] = l.Addr().(*net.TCPAddr).Port
	}
	return ports
}

func startAll(t testing.TB, addresses []string, start []func()) []string {
	for _, f := range start {
		f()
	}
	for _, a := range addresses {
		for tries := 0; ; tries++ {
			c, err := net.Dial("tcp", a)
			if err == nil {
				c.Close()
				break
			}
			if tries > 600 {
				t.Fatalf("no server at %s after a minute: %v", a, err)
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	return addresses
}

func TestStore(t *testing.T) {
	addresses := servers(t)
	t.Run("spread", func(t *testing.T) { testSpread(t, addresses) })
	var n atomic.Int64
	for name, address := range map[string]string{
		"cluster": "clickhouse://" + strings.Join(addresses, ",") + "/%s?cluster=two",
		"single":  "clickhouse://" + addresses[0] + "/%s",
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Run(t, func(t *testing.T) storetest.Opener {
				where := fmt.Sprintf(address, fmt.Sprintf("events%d", n.Add(1)))
				return func() (event.Store, error) { return Open(t.Context(), where, Options{}) }
			})
		})
	}
}

// testSpread holds what only a cluster has: rows of one dyad and month lie on one
// server, the whole on both; a batch whose last row was not written is not seen,
// and goes; a store of a later version is refused.
func testSpread(t *testing.T, addresses []string) {
	ctx := t.Context()
	opened, err := Open(ctx, "clickhouse://"+strings.Join(addresses, ",")+"/spread?cluster=two", Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := opened.(*Store)
	defer s.Close()
	if err := s.Init(ctx); err != nil {
		t.Fatal(err)
	}
	var batch []event.Record
	for i := range 40 {
		for j := range 5 {
			batch = append(batch, event.Record{Origin: event.ICEWS, Key: uint64(i*5+j) << 17, Date: 18000 + event.Day(i*31), Code: "040",
				Source: event.Actor{Country: "AAA"}, Target: event.Actor{Country: "BBB"}})
		}
	}
	if _, err := s.Add(ctx, batch[:100]); err != nil {
		t.Fatal(err)
	}
	count := func(server int, what, table string) (n uint64) {
		t.Helper()
		if err := s.servers[server].QueryRow(ctx, "SELECT toUInt64("+what+") FROM "+table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	months := count(0, "uniq(month)", "events")
	for _, table := range []string{"events_local", "keys_local"} {
		one, two := count(0, "count()", table), count(1, "count()", table)
		if one == 0 || two == 0 || one+two != 100 {
			t.Errorf("%s: %d and %d rows; want 100 on two servers", table, one, two)
		}
	}
	if one, two := count(0, "uniq(month)", "events_local"), count(1, "uniq(month)", "events_local"); one+two != months {
		t.Errorf("%d and %d months of %d: a dyad's month lies on both servers", one, two, months)
	}

	// What a process leaves that ended before the last row.
	if err := insertEvents(ctx, s.servers[1], 7, batch, []int{100, 101}); err != nil {
		t.Fatal(err)
	}
	if err := insertKeys(ctx, s.servers[0], 7, batch, []int{100, 101}); err != nil {
		t.Fatal(err)
	}
	q := event.Query{From: event.NoDay, To: event.NoDay, KnownBy: event.NoDay, Repeats: true}
	seen := func() (n int) {
		for _, err := range s.Events(ctx, q) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		return n
	}
	if n := seen(); n != 100 {
		t.Errorf("%d events; want 100", n)
	}
	if err := s.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	for tries := 0; count(0, "count()", "events")+count(0, "count()", "keys") != 200; tries++ {
		if tries > 200 {
			t.Fatal("what the batch left is still there after 20 s")
		}
		time.Sleep(100 * time.Millisecond)
	}
	if added, err := s.Add(ctx, batch); err != nil || added.Kept != 100 || added.Repeated != 100 {
		t.Errorf("adding all: %+v, %v", added, err)
	}
	if n := seen(); n != 200 {
		t.Errorf("%d events; want 200", n)
	}

	// One in some hundreds of these loses its table between the servers.
	for range 300 {
		if added, err := s.Add(ctx, batch); err != nil || added.Kept != 0 {
			t.Fatalf("adding all again: %+v, %v", added, err)
		}
	}

	read, err := Open(ctx, "clickhouse://"+strings.Join(addresses, ",")+"/spread?cluster=two", Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if st, err := read.Stats(ctx); err != nil || st.Rows != 200 {
		t.Errorf("opened for reading: %+v, %v", st, err)
	}
	read.Close()
	if _, err := Open(ctx, "clickhouse://"+addresses[0]+"/nowhere", Options{ReadOnly: true}); err == nil {
		t.Error("a store that is not there was opened for reading")
	}

	if err := s.first().Exec(ctx, "INSERT INTO meta SELECT toUInt32(99)"); err != nil {
		t.Fatal(err)
	}
	if err := s.Init(ctx); !errors.Is(err, event.ErrNewer) {
		t.Errorf("a later version: %v", err)
	}
}

func TestOpen(t *testing.T) {
	for address, want := range map[string]string{
		"clickhouse://":                           "a ClickHouse store is",
		"http://localhost:8123":                   "a ClickHouse store is",
		"clickhouse://127.0.0.1:1,127.0.0.1:2/db": "no cluster",
		"clickhouse://u:secret@127.0.0.1:1/db":    "127.0.0.1:1 cannot be used",
	} {
		_, err := Open(t.Context(), address, Options{})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v; want %q", address, err, want)
		}
	}
}
