package command

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"strings"

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
	// Saving is who may change saved searches through the pages: nobody, local,
	// key or everyone; SavingKeyFile holds the key.
	Saving        string `yaml:"saving" json:"saving"`
	SavingKeyFile string `yaml:"saving_key_file" json:"saving_key_file"`
}

// leastKey is how many characters a key has at least.
const leastKey = 16

func (c ServerConfig) saving() (server.Saving, error) {
	out := server.Saving{Who: c.Saving}
	switch c.Saving {
	case server.SavedByNobody, server.SavedLocally, server.SavedByAll:
		return out, nil
	case server.SavedByKey:
	default:
		return out, fmt.Errorf("server.saving: %q is none of nobody, local, key, everyone", c.Saving)
	}
	if c.SavingKeyFile == "" {
		return out, errors.New("server.saving: a key needs a saving_key_file")
	}
	text, err := os.ReadFile(c.SavingKeyFile)
	if err != nil {
		return out, fmt.Errorf("server.saving_key_file: %w", err)
	}
	if out.Key = strings.TrimSpace(string(text)); len(out.Key) < leastKey {
		return out, fmt.Errorf("server.saving_key_file: %s has a key of less than %d characters", c.SavingKeyFile, leastKey)
	}
	return out, nil
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
