// Package static holds what browsers are sent unchanged: the style sheet, the
// script and the icon.
package static

import "embed"

// Files are the assets by name, without a folder.
//
//go:embed dateline.css dateline.js favicon.svg
var Files embed.FS
