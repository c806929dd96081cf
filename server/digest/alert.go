package digest

import "fmt"

// mostAlerts is how many alerts a digest begins with.
const mostAlerts = 5

// alarming are the sources that broke or fell silent in the period.
func (d Digest) alarming() []Failure {
	var all []Failure
	for _, some := range [][]Failure{d.Health.Failing, d.Health.Silent} {
		for _, f := range some {
			if !f.Since.IsZero() && f.Since.After(d.Since) && !f.Since.After(d.Until) {
				all = append(all, f)
			}
		}
	}
	return all
}

// alerts tell what broke in the period, a line each.
func (s shown) alerts() []string {
	var lines []string
	all := s.alarming()
	for i, f := range all {
		if i == mostAlerts {
			return append(lines, fmt.Sprintf("Alert: %d more sources broke or fell silent: %s/health", len(all)-i, s.Site))
		}
		lines = append(lines, s.alert(f))
	}
	return lines
}

func (s shown) alert(f Failure) string {
	last := "ever"
	if !f.Well.IsZero() {
		last = moment(f.Well, s.Zone)
	}
	name := clip(f.Name, 2*longestName)
	if f.Error == "" {
		return fmt.Sprintf("Alert: %s has fallen silent: nothing new since %s.", name, last)
	}
	if f.Well.IsZero() {
		return fmt.Sprintf("Alert: %s can't be followed, and never could: %s", name, clip(f.Error, 2*longestName))
	}
	return fmt.Sprintf("Alert: %s can't be followed any more, since %s: %s", name, last, clip(f.Error, 2*longestName))
}
