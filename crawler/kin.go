package crawler

import (
	"context"
	"fmt"

	"onrecord/extractor"
)

// How much of the shorter of two texts must be in the other for them to be
// states of one: less when the title is the same, which alone proves nothing
// (a live digest has another text under the same title every day).
const (
	sharedSameTitle  = 0.25
	sharedOtherTitle = 0.5
)

// identify finds the article that a text without a URL is a state of, by its
// title and the closeness of the text, or makes it a new one.
func (run *intake) identify(ctx context.Context, p *Page) error {
	kin, err := run.Shelf.Kin(ctx, p.TitleKey, p.Simhash)
	if err != nil {
		return fmt.Errorf("find kin: %w", err)
	}
	if a, ok := closest(*p, kin); ok {
		p.Article.ID = a.ID
		p.Article.Published, p.Article.DatedBy = a.Published, a.DatedBy
		return nil
	}
	p.Article.ID = hash16("text\x00" + p.Article.Outlet + "\x00" + p.TitleKey + "\x00" + p.Article.Text)
	return nil
}

// closest gives the article that a page's text is most likely a state of.
func closest(p Page, kin []extractor.Article) (extractor.Article, bool) {
	var best extractor.Article
	most := 0.0
	if len(kin) == 0 {
		return best, false
	}
	mine := shingles(p.Article.Text)
	for _, k := range kin {
		if k.URL != "" || k.Outlet != p.Article.Outlet {
			continue
		}
		least := sharedOtherTitle
		if TitleKey(k.Title) == p.TitleKey {
			least = sharedSameTitle
		}
		if s := shared(mine, shingles(k.Text)); s >= least && s > most {
			best, most = k, s
		}
	}
	return best, most > 0
}

// shared is the part of the smaller set that is in the other.
func shared(a, b map[uint64]struct{}) float64 {
	if len(b) < len(a) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	both := 0
	for h := range a {
		if _, ok := b[h]; ok {
			both++
		}
	}
	return float64(both) / float64(len(a))
}
