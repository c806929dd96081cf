package body

import (
	"strings"

	"golang.org/x/net/html"
)

// places tell the element of a page that its text is in, the surest first.
var places = []func(*html.Node) bool{isArticleBody, isArticle, isStory, isContent, isMain}

func isArticle(n *html.Node) bool { return n.Data == "article" }

func isPlace(tag string) bool {
	return tag == "article" || tag == "div" || tag == "main" || tag == "section"
}

// isArticleBody tells whether an element is labelled as an article's text.
func isArticleBody(n *html.Node) bool {
	if !isPlace(n.Data) || len(n.Attr) == 0 {
		return false
	}
	id, class := labels(n)
	return class == "post" || class == "entry" || id == "articleContent" || attr(n, "itemprop") == "articleBody" ||
		class != "" && (hasAny(class, []string{"post-text", "post_text", "post-body", "post-entry", "postentry", "post-content", "post_content", "post_inner_wrapper",
			"article-text", "entry-content", "article-content", "article__content", "article-body", "article__body", "ArticleContent", "page-content",
			"text-content", "body-text", "article__container", "art-content"}) ||
			hasAny(strings.ToLower(class), []string{"postcontent", "articletext", "articlebody"})) ||
		id != "" && (hasAny(id, []string{"entry-content", "article-content", "article__content", "article-body", "article__body", "body-text", "art-content"}) ||
			strings.Contains(strings.ToLower(id), "articlebody"))
}

// isStory tells whether an element is labelled as a story's.
func isStory(n *html.Node) bool {
	if !isPlace(n.Data) || len(n.Attr) == 0 {
		return false
	}
	id, class := labels(n)
	switch {
	case id == "article", id == "story", strings.HasPrefix(id, "primary"), strings.Contains(id, "story-body"), attr(n, "role") == "article":
		return true
	case class == "":
		return false
	}
	switch class {
	case "postarea", "art-postcontent", "text", "cell", "story":
		return true
	}
	return strings.HasPrefix(class, "article") || hasAny(class, []string{"post-bodycopy", "storycontent", "story-content", "theme-content", "blog-content",
		"section-content", "single-content", "single-post", "main-column", "wpb_text_column", "story-body", "field-body"}) ||
		strings.Contains(strings.ToLower(class), "fulltext")
}

// isContent tells whether an element is labelled as a page's content.
func isContent(n *html.Node) bool {
	if !isPlace(n.Data) || len(n.Attr) == 0 {
		return false
	}
	id, class := labels(n)
	return id == "content" || class == "content" || hasAny(id, []string{"content-main", "content-body", "contentBody"}) ||
		hasAny(class, []string{"content-main", "content_main", "content-body", "content__body"}) || strings.Contains(strings.ToLower(id), "main-content") ||
		hasAny(strings.ToLower(class), []string{"main-content", "page-content"})
}

// isMain tells whether an element is labelled as a page's main part.
func isMain(n *html.Node) bool {
	if n.Data == "main" {
		return true
	}
	if !isPlace(n.Data) {
		return false
	}
	id, class := labels(n)
	return strings.HasPrefix(class, "main") || strings.HasPrefix(id, "main") || strings.HasPrefix(attr(n, "role"), "main")
}
