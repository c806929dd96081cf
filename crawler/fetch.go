package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

var (
	// ErrTooLarge is the failure of an answer over the limit of size.
	ErrTooLarge = errors.New("too large")
	// ErrRedirects is the failure of a page that redirects without end.
	ErrRedirects = errors.New("too many redirects")
	// ErrForbidden is the failure of what robots.txt doesn't let a crawler ask.
	ErrForbidden = errors.New("forbidden by robots.txt")
	// ErrCoding is the failure of an answer in a content coding that was not
	// asked for.
	ErrCoding = errors.New("unknown content coding")
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
	// note is what went wrong with something that it names.
	note string
	// exchange is how it came, hops those of the redirects before it.
	exchange Exchange
	hops     []Exchange
}

// request is what one request carries beside its address.
type request struct {
	header http.Header
	// limit is the most that the answer may be, packed or not.
	limit int64
	// part makes do with the beginning of an answer over the limit.
	part bool
	// pause, when not nil, is the delay that an answer asks for.
	pause func(answer) time.Duration
}

// get fetches an address politely: robots.txt is asked at each redirect, and
// each request takes its turn at its host.
func (c *Crawler) get(ctx context.Context, u *url.URL, header http.Header) (answer, error) {
	permanent, moved := true, ""
	var hops []Exchange
	for hop := range c.MaxRedirects + 1 {
		plain, err := dialable(u)
		if err != nil {
			return answer{hops: hops}, err
		}
		u = plain
		delay, err := c.allowed(ctx, u)
		if err != nil {
			return answer{}, err
		}
		a, err := c.askInTurn(ctx, u, request{header: header, limit: c.MaxBytes}, delay, c.patience(hop))
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
	u.Fragment, u.RawFragment, u.User = "", "", nil
	return u, nil
}

// ask sends one request. An answer over the limit is an error, but its status
// and header are told.
func (c *Crawler) ask(ctx context.Context, u *url.URL, r request) (answer, error) {
	seen, ctx := watched(ctx, u.String(), c.Now())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return answer{}, err
	}
	for name, values := range r.header {
		req.Header[name] = values
	}
	carry(ctx, req)
	req.Header.Set("User-Agent", c.UserAgent)
	req.Header.Set("Accept-Encoding", acceptEncoding)
	res, err := c.client.Do(req)
	if err != nil && strings.Contains(err.Error(), "response header") && strings.Contains(err.Error(), "exceeded") {
		return answer{}, fmt.Errorf("header: %w", ErrTooLarge)
	}
	if refused(err) {
		return answer{}, fmt.Errorf("%w: %w", ErrPrivate, plainError(err))
	}
	if err != nil {
		return answer{}, plainError(err)
	}
	defer res.Body.Close()
	a := answer{final: u, status: res.StatusCode, header: res.Header}
	seen.tap(res)
	a.body, err = readBody(res, r)
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

func readBody(res *http.Response, r request) ([]byte, error) {
	if res.ContentLength > r.limit && !r.part {
		return nil, fmt.Errorf("answer of %d bytes: %w", res.ContentLength, ErrTooLarge)
	}
	body, err := unpack(res.Body, res.Header.Get("Content-Encoding"), r.limit)
	if r.part && errors.Is(err, ErrTooLarge) {
		return body, nil
	}
	if err != nil && !r.part {
		return nil, err
	}
	return body, err
}
