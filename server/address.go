package server

import "net/url"

// webURL gives an address back if it is one of the web, else nothing: an
// article's address is as hostile as its text.
func webURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	return u.String()
}

// articlePath is the page of an article here, at a statement if there is one.
func articlePath(id string, revision int, statement string) string {
	p := "/article/" + url.PathEscape(id)
	if revision > 0 {
		p += "?revision=" + itoa(revision)
	}
	if statement != "" {
		p += "#" + anchor(statement)
	}
	return p
}

// anchor is the fragment under which an article's page shows a statement.
func anchor(statement string) string { return "s-" + statement }
