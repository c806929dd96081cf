package hook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// The header fields of a delivery.
const (
	SignatureField = "X-Onrecord-Signature"
	DeliveryField  = "X-Onrecord-Delivery"
)

const (
	// patience is how long a receiver may take to answer.
	patience = 10 * time.Second
	// told is how many bytes of a failing receiver's answer are told.
	told = 300
)

// ErrUnwanted is wrapped by the error of a delivery that the receiver wants
// never again: it answers 410 Gone.
var ErrUnwanted = errors.New("the receiver wants it no more")

// Delivery is what is posted.
type Delivery struct {
	ID, URL string
	// Secret signs it.
	Secret string
	Body   []byte
}

// Sender posts deliveries.
type Sender struct {
	// Client must not follow redirects, and must judge what it dials.
	Client *http.Client
	// Agent is the User-Agent.
	Agent string
	Now   func() time.Time
}

// Post makes one attempt. It gives the answer's status, 0 when there was none,
// and an error unless the receiver has taken the delivery: any status from 200
// to 299.
func (s Sender) Post(ctx context.Context, d Delivery) (status int, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, d.URL, bytes.NewReader(d.Body))
	if err != nil {
		return 0, fmt.Errorf("post: %w", err)
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	request.Header.Set("User-Agent", s.Agent)
	request.Header.Set(DeliveryField, d.ID)
	request.Header.Set("Idempotency-Key", d.ID)
	request.Header.Set(SignatureField, sign(d.Secret, s.Now(), d.Body))
	answer, err := s.Client.Do(request)
	if at := (*url.Error)(nil); errors.As(err, &at) {
		err = at.Err // without the address, which many a receiver takes for a secret
	}
	if err != nil {
		return 0, fmt.Errorf("post: %w", err)
	}
	defer answer.Body.Close()
	return answer.StatusCode, judge(answer)
}

func sign(secret string, at time.Time, body []byte) string {
	t := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(t + "."))
	mac.Write(body)
	return "t=" + t + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}

// judge gives the error that an answer is.
func judge(answer *http.Response) error {
	switch n := answer.StatusCode; {
	case n >= 200 && n < 300:
		return nil
	case n >= 300 && n < 400:
		return fmt.Errorf("the receiver answers %d: redirects are not followed", n)
	case n == http.StatusGone:
		return fmt.Errorf("%w: it answers 410", ErrUnwanted)
	}
	said, err := io.ReadAll(io.LimitReader(answer.Body, told))
	if err != nil && len(said) == 0 {
		return fmt.Errorf("the receiver answers %d", answer.StatusCode)
	}
	text := strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) && r != ' ' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(string(said), "�"))
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		return fmt.Errorf("the receiver answers %d", answer.StatusCode)
	}
	return fmt.Errorf("the receiver answers %d: %s", answer.StatusCode, text)
}
