package crawler

import "testing"

func FuzzLinkedArticles(f *testing.F) {
	f.Add(`{"@graph":[{"@type":["NewsArticle"],"headline":"A & B","author":[{"name":"Ana"}],"isAccessibleForFree":"False"}]}`)
	f.Add("/*<![CDATA[*/[{\"@type\":\"Article\",\"headline\":\"two\nlines\",},]/*]]>*/")
	f.Add(`{"mainEntityOfPage":{"@type":"WebPage","datePublished":["2024-03-04"]},"image":[[["x"]]]}`)
	f.Fuzz(func(t *testing.T, text string) {
		all := linkedArticles(text)
		if len(all) > linkedMost {
			t.Errorf("%d articles", len(all))
		}
		for _, l := range all {
			checkClean(t, l.headline)
		}
	})
}
