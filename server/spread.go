package server

import (
	"cmp"
	"slices"
	"time"
)

// spreadBar is one interval of the picture of how words spread: how many
// articles published them then.
type spreadBar struct {
	Day   time.Time
	Count int
	// X, Y, Width and Height place it in a picture of spreadWidth times
	// spreadHeight.
	X, Y, Width, Height int
}

const (
	spreadWidth, spreadHeight = 600, 48
	// mostBars is how many intervals there are at most.
	mostBars = 60
)

// spread draws on which days articles published an utterance; nothing where it
// was on one day only.
func spread(all []Saying) []spreadBar {
	early, late := published(all)
	if early.IsZero() {
		return nil
	}
	day := 24 * time.Hour
	from := early.UTC().Truncate(day)
	days := int(late.UTC().Truncate(day).Sub(from)/day) + 1
	if days < 2 {
		return nil
	}
	each := (days + mostBars - 1) / mostBars // days of one bar
	counts := map[int]map[string]bool{}
	for _, s := range all {
		if s.Article.Published.IsZero() {
			continue
		}
		n := int(s.Article.Published.UTC().Sub(from)/day) / each
		if counts[n] == nil {
			counts[n] = map[string]bool{}
		}
		counts[n][s.Article.ID] = true
	}
	most := 1
	for _, articles := range counts {
		most = max(most, len(articles))
	}
	bars := (days + each - 1) / each
	width := min(spreadWidth/bars, spreadHeight)
	var out []spreadBar
	for n, articles := range counts {
		height := max(spreadHeight*len(articles)/most, 3)
		out = append(out, spreadBar{Day: from.Add(time.Duration(n*each) * day), Count: len(articles),
			X: n * spreadWidth / bars, Y: spreadHeight - height, Width: max(width-2, 2), Height: height})
	}
	slices.SortFunc(out, func(a, b spreadBar) int { return cmp.Compare(a.X, b.X) })
	return out
}
