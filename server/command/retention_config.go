package command

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"onrecord/crawler/store"
)

// RetentionConfig says for how long to keep. Zero is for ever.
type RetentionConfig struct {
	// Articles is for how long an article is kept with all its captures, since
	// its newest text was first captured.
	Articles Age `yaml:"articles" json:"articles"`
	// Captures is for how long the bytes of a capture are kept, since the last
	// look that found them; the article's text stays.
	Captures Age               `yaml:"captures" json:"captures"`
	Outlets  []OutletRetention `yaml:"outlets" json:"outlets"`
}

// OutletRetention is a rule of one outlet's own; what it doesn't say is as for
// the others.
type OutletRetention struct {
	Outlet   string `yaml:"outlet" json:"outlet"`
	Articles *Age   `yaml:"articles" json:"articles,omitempty"`
	Captures *Age   `yaml:"captures" json:"captures,omitempty"`
}

// rules gives the rules, each outlet's own before that of all others.
func (c RetentionConfig) rules() []store.Rule {
	articles := store.Rule{Kind: store.DropArticle, Age: time.Duration(c.Articles)}
	captures := store.Rule{Kind: store.DropCapture, Age: time.Duration(c.Captures)}
	var all []store.Rule
	own := func(general *store.Rule, outlet string, age *Age) {
		if age == nil {
			return
		}
		general.Except = append(general.Except, outlet)
		if *age > 0 {
			all = append(all, store.Rule{Kind: general.Kind, Age: time.Duration(*age), Outlet: outlet})
		}
	}
	for _, o := range c.Outlets {
		own(&articles, o.Outlet, o.Articles)
		own(&captures, o.Outlet, o.Captures)
	}
	for _, general := range []store.Rule{articles, captures} {
		if general.Age > 0 {
			all = append(all, general)
		}
	}
	return all
}

func (c RetentionConfig) complete() error {
	seen := map[string]bool{}
	for i, o := range c.Outlets {
		if o.Outlet == "" || seen[o.Outlet] {
			return fmt.Errorf("outlets[%d]: outlet %q is missing or there twice", i, o.Outlet)
		}
		seen[o.Outlet] = true
	}
	return nil
}

// Age is how old something may be, written as 90d, 2y or forever. Zero is for
// ever.
type Age time.Duration

const dayLong = 24 * time.Hour

// UnmarshalText reads an age of at least a day.
func (a *Age) UnmarshalText(text []byte) error {
	t := strings.ToLower(strings.TrimSpace(string(text)))
	if t == "forever" || t == "" {
		*a = 0
		return nil
	}
	for suffix, unit := range map[string]time.Duration{"d": dayLong, "y": 365 * dayLong} {
		number, ok := strings.CutSuffix(t, suffix)
		n, err := strconv.Atoi(number)
		if ok && err == nil && n > 0 && n <= int(100*365*dayLong/unit) {
			*a = Age(time.Duration(n) * unit)
			return nil
		}
	}
	return fmt.Errorf("%q is no age such as 90d, 2y or forever", text)
}

// MarshalText writes an age as UnmarshalText reads it.
func (a Age) MarshalText() ([]byte, error) {
	if a == 0 {
		return []byte("forever"), nil
	}
	return fmt.Appendf(nil, "%dd", time.Duration(a)/dayLong), nil
}
