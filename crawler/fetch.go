package crawler

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"code.dny.dev/ssrf"
)

var (
	// ErrTooLarge is the failure of an answer over the limit of size.
	ErrTooLarge = errors.New("too large")
	// ErrRedirects is the failure of a page that redirects without end.
	ErrRedirects = errors.New("too many redirects")
	// ErrForbidden is the failure of what robots.txt doesn't let a crawler ask.
	ErrForbidden = errors.New("forbidden by robots.txt")
	// ErrPrivate is the failure of an address that is not on the open net and
	// that the configuration doesn't allow.
	ErrPrivate = errors.New("private address")
)

// answer is what came back at the end of all redirects.
type answer struct {
	final  *url.URL
	status int
	header http.Header
	body   []byte
	// moved is the address at the end of permanent redirects, empty when there
	// was none at the start.
	moved string
	// exchange is how it came, hops those of the redirects before it.
	exchange Exchange
	hops     []Exchange
}

// get fetches an address politely: robots.txt is asked at each redirect, and
// each host that is come to gives its turn.
func (c *Crawler) get(ctx context.Context, u *url.URL, header http.Header) (answer, error) {
	host, permanent, moved := "", true, ""
	var hops []Exchange
	for range c.MaxRedirects + 1 {
		if err := checkAddress(u); err != nil {
			return answer{}, err
		}
		delay, err := c.allowed(ctx, u)
		if err != nil {
			return answer{}, err
		}
		if at := hostPort(u); at != host {
			if err := c.turn(ctx, at, delay); err != nil {
				return answer{}, err
			}
			host = at
		}
		a, err := c.ask(ctx, u, header, c.MaxBytes)
		a.hops = hops
		if err != nil {
			return a, fmt.Errorf("fetch %s: %w", u, err)
		}
		next, err := redirect(a)
		if err != nil {
			return a, fmt.Errorf("fetch %s: %w", u, err)
		}
		if next == nil {
			a.moved = moved
			return a, nil
		}
		hops = append(hops, a.hop())
		permanent = permanent && (a.status == http.StatusMovedPermanently || a.status == http.StatusPermanentRedirect)
		if permanent {
			moved = next.String()
		}
		u = next
	}
	return answer{}, fmt.Errorf("fetch %s: %w", u, ErrRedirects)
}

// checkAddress refuses what can never be fetched.
func checkAddress(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("fetch %q: not a web address: %w", u, ErrGone)
	}
	return nil
}

// redirect gives the address that an answer points on to, nil when it is
// itself the end.
func redirect(a answer) (*url.URL, error) {
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	to := a.header.Get("Location")
	if to == "" {
		return nil, nil
	}
	u, err := a.final.Parse(to)
	if err != nil {
		return nil, fmt.Errorf("follow redirect: %w", err)
	}
	u.Fragment = ""
	return u, nil
}

// ask sends one request. An answer over the limit is an error, but its status
// and header are told.
func (c *Crawler) ask(ctx context.Context, u *url.URL, header http.Header, limit int64) (answer, error) {
	seen, ctx := watched(ctx, u.String(), c.Now())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return answer{}, err
	}
	for name, values := range header {
		req.Header[name] = values
	}
	req.Header.Set("User-Agent", c.UserAgent)
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := c.client.Do(req)
	if errors.Is(err, ssrf.ErrProhibitedIP) {
		return answer{}, fmt.Errorf("%w: %w", ErrPrivate, plainError(err))
	}
	if err != nil {
		return answer{}, plainError(err)
	}
	defer res.Body.Close()
	a := answer{final: u, status: res.StatusCode, header: res.Header}
	seen.tap(res)
	a.body, err = readBody(res, limit)
	a.exchange = seen.exchange(res, c.Now(), err)
	// What the body was wrapped in, and cookies, are no evidence.
	for _, name := range []string{"Content-Encoding", "Content-Length", "Transfer-Encoding", "Set-Cookie"} {
		a.header.Del(name)
	}
	return a, err
}

// plainError takes the method and address off a client's error: the caller
// says them.
func plainError(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

func readBody(res *http.Response, limit int64) ([]byte, error) {
	if res.ContentLength > limit {
		return nil, fmt.Errorf("answer of %d bytes: %w", res.ContentLength, ErrTooLarge)
	}
	if !strings.EqualFold(res.Header.Get("Content-Encoding"), "gzip") {
		return readLimited(res.Body, limit)
	}
	// Both what comes and what becomes of it are bounded.
	return gunzip(http.MaxBytesReader(nil, res.Body, limit), limit)
}

// readLimited reads all, and fails when that is more than the limit.
func readLimited(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		return nil, fmt.Errorf("zipped answer of more than %d bytes: %w", limit, ErrTooLarge)
	}
	if err != nil {
		return nil, fmt.Errorf("read answer: %w", err)
	}
	if int64(len(b)) > limit {
		return nil, fmt.Errorf("answer of more than %d bytes: %w", limit, ErrTooLarge)
	}
	return b, nil
}

// gunzip reads all of what is zipped, within the limit; nothing is nothing.
func gunzip(zipped io.Reader, limit int64) ([]byte, error) {
	r, err := gzip.NewReader(zipped)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("unzip answer: %w", err)
	}
	return readLimited(r, limit)
}
