package crawler

import (
	"strings"

	"onrecord/extractor"
)

// What makes two texts states of one. The same title alone proves nothing (a
// live digest has another text under it every day), and shared passages alone
// don't either (a summary repeats what was reported before).
const (
	// sameTitle is the part of the shorter text that must be in the other one
	// when the title is the same.
	sameTitle = 0.25
	// likeTitle is that part when half of the words of the title are.
	likeTitle = 0.5
	// anyTitle is the part of both texts together that must be in both when
	// the titles have nothing to do with each other.
	anyTitle = 0.5
	// fewShingles is how many a text must have to be known under another title.
	fewShingles = 12
	// A text that was found at another address is more likely another one, with
	// the sentences that all pages of its kind have.
	sameTitleElsewhere   = 0.5
	otherTitleElsewhere  = 0.8 // of both together
	fewShinglesElsewhere = 100
)

// Identify settles which article a page's text is a state of, when its address
// doesn't tell: the closest of those that it may be kin to, or a new one. It
// gives the page back with the article's ID, and its date where it has one
// already.
func Identify(p Page, kin []extractor.Article) Page {
	if a, ok := closest(p, kin); ok {
		p.Article.ID = a.ID
		p.Article.Published, p.Article.DatedBy = a.Published, a.DatedBy
	}
	if p.Article.ID == "" {
		p.Article.ID = hash16("text\x00" + p.Article.Outlet + "\x00" + p.TitleKey + "\x00" + p.Article.Text)
	}
	return p
}

// IsState tells whether a page's text is likely a later state of the article
// that it held before.
func IsState(p Page, a extractor.Article) bool {
	a.URL = p.Article.URL // whatever either calls its own, one address led to both
	_, ok := closest(p, []extractor.Article{a})
	return ok
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
		if k.Outlet != p.Article.Outlet {
			continue
		}
		title, theirs := TitleKey(k.Title), shingles(k.Text)
		likely, least := isState, fewShingles
		if p.Article.URL != k.URL {
			likely, least = isStateElsewhere, fewShinglesElsewhere
		}
		if title != p.TitleKey && min(len(mine), len(theirs)) < least {
			continue
		}
		ofShorter, ofBoth := shared(mine, theirs)
		if ofShorter > most && likely(p.TitleKey, title, ofShorter, ofBoth) {
			best, most = k, ofShorter
		}
	}
	return best, most > 0
}

// isState judges by two titles' keys and by what the texts share.
func isState(title, other string, ofShorter, ofBoth float64) bool {
	switch {
	case title == other && title != "":
		return ofShorter >= sameTitle
	case alike(title, other):
		return ofShorter >= likeTitle
	}
	return ofBoth >= anyTitle
}

// isStateElsewhere is isState for texts that were found at two addresses.
func isStateElsewhere(title, other string, ofShorter, ofBoth float64) bool {
	if title == other && title != "" {
		return ofShorter >= sameTitleElsewhere
	}
	return ofBoth >= otherTitleElsewhere
}

// alike tells whether two titles share half of the words of the shorter.
func alike(title, other string) bool {
	a, b := wordSet(title), wordSet(other)
	if len(b) < len(a) {
		a, b = b, a
	}
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	return both > 0 && 2*both >= len(a)
}

func wordSet(titleKey string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(titleKey) {
		set[w] = true
	}
	return set
}

// shared measures what two sets have in common: the part of the smaller one,
// and the part of both together.
func shared(a, b map[uint64]struct{}) (ofSmaller, ofBoth float64) {
	if len(b) < len(a) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0, 0
	}
	both := 0
	for h := range a {
		if _, ok := b[h]; ok {
			both++
		}
	}
	return float64(both) / float64(len(a)), float64(both) / float64(len(a)+len(b)-both)
}
