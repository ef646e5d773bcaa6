package fetch

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// maxURL is the longest address that is asked for, in bytes.
const maxURL = 8 << 10

const metadata = "where clouds keep the metadata of their machines"

// span is a range of addresses that the public Internet does not lead to.
type span struct {
	prefix  netip.Prefix
	what    string
	private bool // somebody's own machines: AllowPrivate opens it
}

// spans holds the special ranges of the IANA registries and the addresses at which
// machines of clouds tell their own secrets, narrower before wider where two overlap.
// Neither those nor link-local ones are anybody's pages, so that no flag opens them.
var spans = []span{
	sp("100.100.100.200/32", metadata, false),
	sp("168.63.129.16/32", metadata, false),
	sp("fd00:ec2::/32", metadata, false),
	sp("fd20:ce::254/128", metadata, false),
	sp("0.0.0.0/8", "an unspecified address", false),
	sp("10.0.0.0/8", "a private address", true),
	sp("100.64.0.0/10", "a carrier's inner address", true),
	sp("127.0.0.0/8", "a loopback address", true),
	sp("169.254.0.0/16", "a link-local address", false),
	sp("172.16.0.0/12", "a private address", true),
	sp("192.0.0.0/24", "an address kept for protocols", false),
	sp("192.0.2.0/24", "an address for documentation", false),
	sp("192.88.99.0/24", "an address kept for protocols", false),
	sp("192.168.0.0/16", "a private address", true),
	sp("198.18.0.0/15", "an address for measuring networks", false),
	sp("198.51.100.0/24", "an address for documentation", false),
	sp("203.0.113.0/24", "an address for documentation", false),
	sp("224.0.0.0/4", "a multicast address", false),
	sp("240.0.0.0/4", "a reserved address", false),

	sp("::/128", "an unspecified address", false),
	sp("::1/128", "a loopback address", true),
	sp("fc00::/7", "a private address", true),
	sp("fe80::/10", "a link-local address", false),
	sp("fec0::/10", "a private address", true),
	sp("ff00::/8", "a multicast address", false),
	sp("2001:db8::/32", "an address for documentation", false),
	sp("3fff::/20", "an address for documentation", false),
	sp("2001::/23", "an address kept for protocols", false),
}

// public6 is all of IPv6 that is given out to the public Internet.
var public6 = netip.MustParsePrefix("2000::/3")

// carriers are the IPv6 ranges that hold an IPv4 address inside, and the byte
// it starts at.
var carriers = []struct {
	prefix netip.Prefix
	start  int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // NAT64
	{netip.MustParsePrefix("2002::/16"), 2},     // 6to4
}

func sp(prefix, what string, private bool) span {
	return span{netip.MustParsePrefix(prefix), what, private}
}

// checkAddr refuses an address that is not on the public Internet.
// allowPrivate lets through the addresses of somebody's own machines, and
// nothing else.
func checkAddr(a netip.Addr, allowPrivate bool) error {
	bare := a.WithZone("").Unmap()
	for _, s := range spans {
		if !s.prefix.Contains(bare) {
			continue
		}
		switch {
		case s.private && allowPrivate:
			return nil
		case s.private:
			return fail(ErrPrivate, "%s is %s; if this machine is meant, run again with --allow-private", a, s.what)
		}
		return fail(ErrPrivate, "%s is %s, which no public page has; check the address", a, s.what)
	}
	if bare.Is4() {
		return nil
	}
	for _, c := range carriers {
		if c.prefix.Contains(bare) {
			b := bare.As16()
			return checkAddr(netip.AddrFrom4([4]byte(b[c.start:c.start+4])), allowPrivate)
		}
	}
	if !bare.IsValid() || !public6.Contains(bare) {
		return fail(ErrPrivate, "%s is outside the public Internet; check the address", a)
	}
	return nil
}

// checkURL refuses what is not asked for, whatever it resolves to. It runs on
// the first address and on the target of every redirect.
func (c *Client) checkURL(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fail(ErrScheme, "only http and https addresses are read, not %q; give the page's web address", u.Scheme)
	}
	if u.User != nil {
		return fail(ErrScheme, "an address with a user name or password in it is not read; take out what stands before the @")
	}
	if u.Opaque != "" || u.Hostname() == "" {
		return fail(ErrScheme, "the address names no host; write it as https://host/path")
	}
	if len(u.String()) > maxURL {
		return fail(ErrScheme, "the address is longer than %d bytes; give a shorter one", maxURL)
	}
	if !c.opt.AllowPrivate {
		switch u.Port() {
		case "", "80", "443", "8080", "8443":
		default:
			return fail(ErrScheme, "port %s is not read, only 80, 443, 8080 and 8443; if a machine of your own is meant, run again with --allow-private", u.Port())
		}
	}
	if a, err := netip.ParseAddr(u.Hostname()); err == nil {
		return checkAddr(a, c.opt.AllowPrivate)
	}
	return nil
}

// dialer checks every connection by the address it goes to, after the name is
// resolved and before the first byte is sent. A name that resolves to a public
// address when looked at and to a private one when dialled gains nothing.
func dialer(allowPrivate bool, timeout time.Duration) *net.Dialer {
	return &net.Dialer{
		Timeout: timeout,
		ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
			if !strings.HasPrefix(network, "tcp") {
				return fmt.Errorf("%s connections are not made", network)
			}
			ap, err := netip.ParseAddrPort(address)
			if err != nil {
				return err
			}
			return checkAddr(ap.Addr(), allowPrivate)
		},
	}
}

// hostKey is the name by which a host has its turn: lower case, no final dot,
// no port.
func hostKey(u *url.URL) string {
	return strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
}

// originKey is what one robots.txt speaks for.
func originKey(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + net.JoinHostPort(hostKey(u), port)
}
