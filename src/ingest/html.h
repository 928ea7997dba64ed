#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/date.h"
#include "record/report.h"

namespace sitrep {

/// Reads a page (UTF-8 without NUL bytes): the article's text and what its metadata says. Fills text, title, publisher,
/// url, language, dateline, date and notes; text is empty where the page has none. No network, no message of its own.
///
/// Text: of `article`, of the longest where there are several and it is most of them; else of `main`, else of `body`.
/// Left out, as no part of an article: script, style, nav, header, footer, aside, form, noscript and other parts that
/// are not shown as text. Block elements are paragraphs, separated by a blank line; white space is one space, except in
/// `pre`; soft hyphens and zero-width spaces are taken out.
///
/// Metadata: first what is declared as the article's (article:published_time, og:title, og:site_name, the canonical
/// link), then JSON-LD of schema.org, then older names (date, dc.date), then `time` and `h1` elements.
[[nodiscard]] Report parse_html(std::string_view utf8);

/// The day in a page's date: ISO 8601, also as 20230920 or 2023/09/20, and RFC 5322 ("Wed, 20 Sep 2023 10:00:00 GMT").
[[nodiscard]] std::optional<Date> parse_page_date(std::string_view text);

}  // namespace sitrep
