package crawler

import "testing"

func TestSelectors(t *testing.T) {
	const page = `<html><body><main><div class="story"><p>The airline said on Tuesday that it would go to court over the fees.</p>
<div class="box"><p>Here is a box that no rule of ours would ever know to be one of them.</p></div>
<p>Its chief executive, Jane Roe, called the fees “unheard of” in a letter.</p></div>
<div class="other"><p>Another matter altogether stands here, and it is told in a whole sentence.</p></div></main></body></html>`
	const first, last = "The airline said on Tuesday that it would go to court over the fees.", "Its chief executive, Jane Roe, called the fees “unheard of” in a letter."
	for _, test := range []struct {
		name string
		s    Selectors
		want string
	}{
		{"keep and drop", Selectors{Keep: []string{".story"}, Drop: []string{".box, .none"}}, first + "\n\n" + last},
		{"keep the outermost once", Selectors{Keep: []string{".story", "p"}, Drop: []string{".box", ".other"}}, first + "\n\n" + last},
		{"keep what is not there", Selectors{Keep: []string{".missing"}, Drop: []string{".box", ".other"}}, first + "\n\n" + last},
	} {
		a, reason, err := Read([]byte(page), "text/html", "", test.s)
		if a.Text != test.want || reason != "" || err != nil {
			t.Errorf("%s: %q, reason %q, %v", test.name, a.Text, reason, err)
		}
	}
}

func TestSelectorsCheck(t *testing.T) {
	for _, s := range []string{"", "p[", "p::before", "..x", ":nth-child("} {
		if err := (Selectors{Drop: []string{s}}).Check(); err == nil {
			t.Errorf("%q was taken for a selector", s)
		}
	}
	if err := (Selectors{Keep: []string{"article > p", "#main .text:not(.ad)"}}).Check(); err != nil {
		t.Error(err)
	}
}
