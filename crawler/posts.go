package crawler

import (
	"strings"

	"golang.org/x/net/html"
)

// postLabels are the parts of classes by which the services that a post can be
// embedded from mark it.
var postLabels = []string{"twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed", "fb-post",
	"reddit-card", "reddit-embed", "text-post-media"}

// frameText is the most text that the frame around a post has beside it.
const frameText = 60

// unframePosts takes the labels off what stands around an embedded post, which
// is quoted like any other words: a frame is called what players and
// advertisements are called, too.
func unframePosts(doc *html.Node) {
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data == "blockquote" && containsAny(strings.ToLower(attr(n, "class")), postLabels) {
			unframe(n)
		}
	}
}

func unframe(post *html.Node) {
	size := textSize(post, longestPost)
	if size >= longestPost {
		return
	}
	for p := post.Parent; p != nil; p = p.Parent {
		switch p.Data {
		case "div", "figure", "section", "center":
		default:
			return
		}
		if textSize(p, size+frameText) >= size+frameText {
			return
		}
		p.Data, p.DataAtom, p.Attr = "div", 0, nil
	}
}

// longestPost is the most bytes of a post.
const longestPost = 4000
