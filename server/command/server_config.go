package command

import (
	"fmt"
	"net/netip"

	"onrecord/server"
)

// ServerConfig says how much one client may ask of the API, exports and feeds.
type ServerConfig struct {
	// Rate is requests a second, 0 for no limit; Burst is how many may come at
	// once after a pause.
	Rate  float64 `yaml:"rate" json:"rate"`
	Burst int     `yaml:"burst" json:"burst"`
	// Proxies are the addresses or ranges of the reverse proxies in front:
	// whom their X-Forwarded-For names is the client.
	Proxies []string `yaml:"proxies" json:"proxies"`
}

func (c ServerConfig) limits() (server.Limits, error) {
	l := server.Limits{Rate: c.Rate, Burst: c.Burst}
	if c.Rate < 0 || c.Rate > 0 && c.Burst < 1 {
		return l, fmt.Errorf("server: rate %g with burst %d is no limit", c.Rate, c.Burst)
	}
	for _, text := range c.Proxies {
		prefix, err := netip.ParsePrefix(text)
		if addr, wrong := netip.ParseAddr(text); wrong == nil {
			prefix, err = addr.Prefix(addr.BitLen())
		}
		if err != nil {
			return l, fmt.Errorf("server.proxies: %q is neither an address nor a range such as 10.0.0.0/8", text)
		}
		l.Proxies = append(l.Proxies, prefix)
	}
	return l, nil
}
