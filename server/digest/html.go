package digest

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
)

//go:embed digest.html
var markup string

// largest is how many bytes of HTML a mail may have; readers cut what is
// longer, without saying so.
const largest = 100_000

// htmlView is what the markup is filled with.
type htmlView struct {
	Headline, Period, Cut, Unnamed, All, Health string
	Groups                                      []htmlGroup
	Alerts, Broken, Foot                        []string
}

type htmlGroup struct {
	Title, Count, More string
	Left               int
	Lines              []htmlLine
}

type htmlLine struct{ Who, Does, Quoted, Title, Evidence, Passage, Where string }

func (s shown) html() ([]byte, error) {
	t, err := template.New("digest").Parse(markup)
	if err != nil {
		return nil, fmt.Errorf("read the digest's markup: %w", err)
	}
	v := htmlView{Headline: s.headline(), Period: s.period(), All: s.All, Health: s.Site + "/health", Alerts: s.alerts(), Broken: s.broken(), Foot: s.foot()}
	if s.Left > 0 {
		v.Cut = s.cut()
	}
	if s.Unnamed > 0 {
		v.Unnamed = s.unnamed()
	}
	for _, g := range s.Groups {
		part := htmlGroup{Title: clip(together(g.Title), longestName), Count: grouped(len(g.Lines) + g.Left), More: g.More, Left: g.Left}
		for _, l := range g.Lines {
			part.Lines = append(part.Lines, htmlLine{Who: l.who(), Does: l.Does, Quoted: l.quoted(), Title: l.Title,
				Evidence: l.Evidence, Passage: l.Passage, Where: l.where(s.Zone)})
		}
		v.Groups = append(v.Groups, part)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return nil, fmt.Errorf("fill the digest's markup: %w", err)
	}
	return b.Bytes(), nil
}

// Parts renders both parts of the mail. When all lines would make the HTML
// larger than readers show, both are cut alike, and say so.
func (d Digest) Parts() (text string, html []byte, err error) {
	for most := unbounded; most >= 0; most = fewer(most) {
		s := d.show(most)
		if html, err = s.html(); err != nil {
			return "", nil, err
		}
		if len(html) <= largest {
			return s.text(), html, nil
		}
	}
	return "", nil, fmt.Errorf("digest %s: %d bytes of HTML without a single line", d.Subscription, len(html))
}

// fewer is the next bound to try: all, then 4,000, 3,200 and so on down to none,
// and -1 after that.
func fewer(most int) int {
	switch {
	case most == unbounded:
		return 4000
	case most == 0:
		return -1
	}
	return most * 4 / 5
}
