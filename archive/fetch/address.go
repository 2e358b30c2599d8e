package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"syscall"
)

// ErrPrivate is the reason for not connecting to a server in a private network.
var ErrPrivate = errors.New("the address is in a private network, which has to be allowed (--allow-private)")

// checked gives an address as it is requested, or why it is not.
func checked(address string) (string, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return "", errors.New("is not an address")
	case u.Scheme != "http" && u.Scheme != "https":
		return "", fmt.Errorf("%q is not fetched; only http and https are", u.Scheme)
	case u.Hostname() == "":
		return "", errors.New("the address names no server")
	}
	u.Fragment = ""
	return u.String(), nil
}

// control looks at the number that a name was resolved to, just before it is
// connected to: a name may mean another server each time it is asked for.
func control(mayDial func(string) error) func(network, address string, _ syscall.RawConn) error {
	if mayDial == nil {
		return nil
	}
	return func(_, address string, _ syscall.RawConn) error { return mayDial(address) }
}

// public refuses what is not on the public internet.
func public(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%s: %w", address, err)
	}
	if !isPublic(at.Addr()) {
		return fmt.Errorf("%s: %w", at.Addr(), ErrPrivate)
	}
	return nil
}

// reserved are the blocks that the special-purpose registries of IANA (RFC 6890)
// keep from the public internet, and that netip has no name for.
var reserved = func() []netip.Prefix {
	var list []netip.Prefix
	for _, block := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "64:ff9b:1::/48", "fec0::/10",
	} {
		list = append(list, netip.MustParsePrefix(block))
	}
	return list
}()

func isPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, block := range reserved {
		if block.Contains(a) {
			return false
		}
	}
	if inner, ok := tunnelled(a); ok {
		return isPublic(inner)
	}
	return true
}

// tunnelled gives the IPv4 address that an address of IPv6 leads to: of NAT64
// (RFC 6052) or of 6to4 (RFC 3056).
func tunnelled(a netip.Addr) (netip.Addr, bool) {
	if !a.Is6() {
		return netip.Addr{}, false
	}
	b := a.As16()
	switch {
	case netip.MustParsePrefix("64:ff9b::/96").Contains(a):
		return netip.AddrFrom4([4]byte(b[12:])), true
	case netip.MustParsePrefix("2002::/16").Contains(a):
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return netip.Addr{}, false
}
