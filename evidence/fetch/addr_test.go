package fetch

import (
	"errors"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

func TestCheckAddr(t *testing.T) {
	const public, private, never = "public", "private", "never"
	for addr, want := range map[string]string{
		"8.8.8.8": public, "93.184.216.34": public, "1.1.1.1": public, "172.15.255.255": public,
		"172.32.0.1": public, "100.63.255.255": public, "100.128.0.1": public, "192.0.1.1": public,
		"198.17.255.255": public, "198.20.0.1": public, "223.255.255.255": public, "169.253.1.1": public,
		"2606:4700::1111": public, "2a00:1450:4001:80b::200e": public, "2400:cb00::1": public,
		"64:ff9b::8.8.8.8": public, "2002:0808:0808::1": public, "::ffff:8.8.8.8": public,

		"10.0.0.1": private, "10.255.255.255": private, "172.16.0.1": private, "172.31.255.255": private,
		"192.168.1.1": private, "100.64.0.1": private, "100.127.255.255": private, "127.0.0.1": private,
		"127.255.255.254": private, "::1": private, "fc00::1": private,
		"fdff::1": private, "fec0::1": private,
		"::ffff:127.0.0.1": private, "::ffff:10.1.2.3": private,
		"64:ff9b::127.0.0.1": private, "2002:7f00:1::": private,
		"2002:c0a8:101::1": private, "2002:a00:1::": private,

		"169.254.169.254": never, "169.254.170.2": never, "::ffff:169.254.169.254": never, "64:ff9b::a9fe:a9fe": never, "2002:a9fe:a9fe::1": never,
		"fe80::1": never, "fe80::1%eth0": never, "febf::1": never, "fd00:ec2::254": never, "fd20:ce::254": never, "100.100.100.200": never,
		"168.63.129.16": never, "::ffff:168.63.129.16": never, "fd00:ec3::254": private, "100.100.100.201": private,
		"0.0.0.0": never, "0.1.2.3": never, "192.0.0.1": never, "192.0.2.1": never, "192.88.99.1": never,
		"198.18.0.1": never, "198.19.255.255": never, "198.51.100.7": never, "203.0.113.9": never,
		"224.0.0.1": never, "239.255.255.255": never, "240.0.0.1": never, "255.255.255.255": never,
		"::": never, "ff02::1": never, "2001:db8::1": never, "3fff::1": never, "2001::1": never,
		"2001:2::1": never, "100::1": never, "64:ff9b:1::1": never, "::127.0.0.1": never, "::8.8.8.8": never,
		"::ffff:0.0.0.0": never, "64:ff9b::224.0.0.1": never, "2002:e000:1::": never, "4000::1": never,
		"::ffff:0:127.0.0.1": never, "5f00::1": never,
	} {
		a := netip.MustParseAddr(addr)
		shut, open := checkAddr(a, false), checkAddr(a, true)
		if got := map[[2]bool]string{{true, true}: public, {false, true}: private, {false, false}: never}[[2]bool{shut == nil, open == nil}]; got != want {
			t.Errorf("%s is %q, want %q (%v; %v)", addr, got, want, shut, open)
		}
		if shut == nil {
			continue
		}
		if !errors.Is(shut, ErrPrivate) {
			t.Errorf("%s: %v does not wrap ErrPrivate", addr, shut)
		}
		if says := strings.Contains(shut.Error(), "--allow-private"); says != (want == private) {
			t.Errorf("%s: %q", addr, shut)
		}
	}
	if checkAddr(netip.Addr{}, true) == nil {
		t.Error("no address passes")
	}
}

func TestCheckURL(t *testing.T) {
	shut, open := New(Options{}), New(Options{AllowPrivate: true})
	for _, c := range []struct {
		url  string
		want error // without AllowPrivate
		open error // with it
	}{
		{"https://example.org/a?b=c", nil, nil},
		{"http://example.org:8080/", nil, nil},
		{"https://example.org:8443", nil, nil},
		{"https://[2606:4700::1111]/", nil, nil},
		{"https://example.org:22/", ErrScheme, nil},
		{"https://example.org:6379/", ErrScheme, nil},
		{"ftp://example.org/", ErrScheme, ErrScheme},
		{"file:///etc/passwd", ErrScheme, ErrScheme},
		{"gopher://example.org/", ErrScheme, ErrScheme},
		{"javascript:alert(1)", ErrScheme, ErrScheme},
		{"https:example.org", ErrScheme, ErrScheme},
		{"https:///a", ErrScheme, ErrScheme},
		{"https://:443/", ErrScheme, ErrScheme},
		{"https://me:secret@example.org/", ErrScheme, ErrScheme},
		{"https://me@example.org/", ErrScheme, ErrScheme},
		{"https://example.org/" + strings.Repeat("a", maxURL), ErrScheme, ErrScheme},
		{"http://127.0.0.1/", ErrPrivate, nil},
		{"http://[::1]/", ErrPrivate, nil},
		{"http://[::ffff:10.0.0.1]/", ErrPrivate, nil},
		{"http://169.254.169.254/latest", ErrPrivate, ErrPrivate},
		{"http://[fe80::1]/", ErrPrivate, ErrPrivate},
		{"http://100.100.100.200/latest", ErrPrivate, ErrPrivate},
		{"http://0.0.0.0/", ErrPrivate, ErrPrivate},
		{"http://224.0.0.1/", ErrPrivate, ErrPrivate},
	} {
		u, err := url.Parse(c.url)
		if err != nil {
			t.Fatal(err)
		}
		if err := shut.checkURL(u); !errors.Is(err, c.want) {
			t.Errorf("%.60s: %v, want %v", c.url, err, c.want)
		}
		if err := open.checkURL(u); !errors.Is(err, c.open) {
			t.Errorf("%.60s with AllowPrivate: %v, want %v", c.url, err, c.open)
		}
	}
}

func TestKeys(t *testing.T) {
	for raw, want := range map[string][2]string{
		"https://Example.ORG./a":    {"example.org", "https://example.org:443"},
		"http://example.org:8080/a": {"example.org", "http://example.org:8080"},
		"http://[2606:4700::1]/":    {"2606:4700::1", "http://[2606:4700::1]:80"},
	} {
		u, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{hostKey(u), originKey(u)}; got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
}
