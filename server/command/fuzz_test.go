package command

import (
	"testing"

	"go.yaml.in/yaml/v3"
)

// FuzzConfig: a configuration is refused or read, and what it says of sizes and
// ages is written as it is read.
func FuzzConfig(f *testing.F) {
	f.Add(sample)
	f.Add("crawler: {max_bytes: 10MB, delay: 1s}\nretention: {captures: 90d, outlets: [{outlet: A, articles: 2y}]}")
	f.Add("subscriptions: [{search: a, to: b@c, at: '0 7 * * *', zone: Europe/Berlin}]")
	f.Fuzz(func(t *testing.T, text string) {
		c := defaults()
		if decodeConfig(text, &c) != nil {
			return
		}
		for _, s := range c.Subscriptions {
			_ = s.complete() // an error at most
		}
		if c.Retention.complete() != nil || c.Crawler.MaxBytes <= 0 {
			return
		}
		out, err := yaml.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		again := defaults()
		if err := decodeConfig(string(out), &again); err != nil {
			t.Fatalf("%q is written as %q: %v", text, out, err)
		}
		if again.Retention.Captures != c.Retention.Captures || again.Crawler.MaxBytes != c.Crawler.MaxBytes {
			t.Errorf("%v and %v are read again as %v and %v", c.Retention, c.Crawler.MaxBytes, again.Retention, again.Crawler.MaxBytes)
		}
	})
}
