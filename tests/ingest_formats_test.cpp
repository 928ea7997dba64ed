#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_source.h"
#include "ingest/encoding.h"
#include "ingest/html.h"
#include "ingest/json.h"
#include "ingest/report_id.h"

namespace sitrep {
namespace {

using namespace std::string_literals;

TEST(ReportIds, AreTheHeadOfTheSha256OfTheText) {
  // The digests of FIPS 180-4's examples.
  EXPECT_EQ(content_id(""), "e3b0c44298fc1c14");
  EXPECT_EQ(content_id("abc"), "ba7816bf8f01cfea");
  EXPECT_EQ(content_id("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), "248d6a61d20638b8");
}

TEST(Encodings, ValidUtf8StaysAsItIs) {
  const auto got = to_utf8("Zürich – “quiet”");
  EXPECT_EQ(got.text, "Zürich – “quiet”");
  EXPECT_TRUE(got.notes.empty());
  EXPECT_EQ(to_utf8("\xef\xbb\xbfHello").text, "Hello");
}

TEST(Encodings, BrokenUtf8IsMendedAndCounted) {
  const auto got = to_utf8("é é é caf\xc3 and \xe2\x82 x");
  EXPECT_EQ(got.text, "é é é caf\xef\xbf\xbd and \xef\xbf\xbd x");
  ASSERT_EQ(got.notes.size(), 1U);
  EXPECT_TRUE(got.notes[0].starts_with("3 invalid UTF-8 bytes replaced")) << got.notes[0];
  // Surrogates, overlong forms and what lies past U+10FFFF are no UTF-8.
  EXPECT_EQ(mend_utf8("\xed\xa0\x80").bytes, 3U);
  EXPECT_EQ(mend_utf8("\xc0\xaf").bytes, 2U);
  EXPECT_EQ(mend_utf8("\xf4\x90\x80\x80").bytes, 4U);
}

TEST(Encodings, AnOldWesternTextIsReadAsWindows1252) {
  const auto got = to_utf8("The caf\xe9 in Gen\xe8ve was \x93quiet\x94.");
  EXPECT_EQ(got.text, "The café in Genève was “quiet”.");
  ASSERT_EQ(got.notes.size(), 1U);
  EXPECT_NE(got.notes[0].find("windows-1252"), std::string::npos);
}

TEST(Encodings, RussianIsToldByItsBytes) {
  // "Солдаты покинули город вечером, и жители вернулись в свои дома." in windows-1251
  const auto got = to_utf8(
      "\xd1\xee\xeb\xe4\xe0\xf2\xfb \xef\xee\xea\xe8\xed\xf3\xeb\xe8 \xe3\xee\xf0\xee\xe4 "
      "\xe2\xe5\xf7\xe5\xf0\xee\xec, \xe8 "
      "\xe6\xe8\xf2\xe5\xeb\xe8 \xe2\xe5\xf0\xed\xf3\xeb\xe8\xf1\xfc \xe2 \xf1\xe2\xee\xe8 \xe4\xee\xec\xe0.");
  EXPECT_EQ(got.text, "Солдаты покинули город вечером, и жители вернулись в свои дома.");
  EXPECT_EQ(got.encoding, "windows-1251");
}

TEST(Encodings, WhatAPageDeclaresIsTaken) {
  EXPECT_EQ(declared_charset("<meta charset=\"koi8-r\">"), "koi8-r");
  EXPECT_EQ(declared_charset("<META http-equiv=Content-Type content='text/html; charset=ISO-8859-2'>"), "ISO-8859-2");
  EXPECT_EQ(declared_charset("<!-- <meta charset=x> --><p>none</p>"), "");
  EXPECT_EQ(to_utf8("\xb1", "iso-8859-2").text, "ą");
  EXPECT_EQ(to_utf8("\x80 5", "iso-8859-1").text, "€ 5");
  const auto lie = to_utf8("é", "iso-8859-1");
  EXPECT_EQ(lie.text, "é");
  EXPECT_EQ(lie.notes.size(), 1U);
}

TEST(Encodings, WhatWasReadTwiceIsMended) {
  std::string text = "â€œItâ€™s over,â€� she said â€” in the cafÃ© â€¦ for 5â‚¬, 10Â£ and 3Â°.";
  EXPECT_EQ(mend_read_twice(text), 9U);
  EXPECT_EQ(text, "“It’s over,” she said — in the café … for 5€, 10£ and 3°.");
  // What is right already, and what comes out as no sign or letter, stays.
  for (const std::string_view right : {"«IRMÃ» «VOILÀ» São João, Âge, crâne", "“It’s” — â€", "â", "Ã", "Â«", "年â年"}) {
    std::string same(right);
    EXPECT_EQ(mend_read_twice(same), 0U) << right;
    EXPECT_EQ(same, right);
  }
  // Cut anywhere, even within a character, nothing is read past the end.
  const std::string whole = "aâ€™bÃ©câ€";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    std::string part = whole.substr(0, length);
    mend_read_twice(part);
    EXPECT_LE(part.size(), length);
  }
}

TEST(Encodings, DoubledApostrophesAreMended) {
  std::string text = "The state''s chief said ''calm'' wouldn''t last; the boys'' school, ''s and O''Brien stay.";
  EXPECT_EQ(mend_doubled_apostrophes(text), 2U);
  EXPECT_EQ(text, "The state's chief said ''calm'' wouldn't last; the boys'' school, ''s and O''Brien stay.");
}

TEST(Encodings, LineEndsBecomeLf) {
  std::string text = "a\r\nb\rc\n\r\n";
  normalise_newlines(text);
  EXPECT_EQ(text, "a\nb\nc\n\n");
}

TEST(Html, TheArticleIsTakenAndTheRestOfThePageLeftOut) {
  const auto got = parse_html(
      "<html lang='en-GB'><head><title>Dam opened | Example</title></head><body><nav>Home</nav><header>Top</header>"
      "<article><h1>Dam  opened</h1><p>Water&nbsp;rose\n in <b>two</b> villages.<p>Line one<br>line two"
      "<script>x()</script></p><form>Sign up</form><ul><li>A</li><li>B</li></ul></article><aside>More</aside>"
      "<footer>End</footer></body></html>");
  EXPECT_EQ(got.text, "Dam opened\n\nWater rose in two villages.\n\nLine one\nline two\n\nA\n\nB");
  EXPECT_EQ(got.title, "Dam opened");
  EXPECT_EQ(got.language, "en-GB");
}

TEST(Html, ABodyWithoutAnArticleWillDo) {
  EXPECT_EQ(parse_html("<p>One.</p><div>Two.<div>Three.</div></div>").text, "One.\n\nTwo.\n\nThree.");
  const auto bare = parse_html("<body><header><p>Only this.</p></header></body>");
  EXPECT_EQ(bare.text, "Only this.");
  EXPECT_EQ(bare.notes.size(), 1U);
}

TEST(Html, MetadataIsRead) {
  const auto got = parse_html(
      "<head><meta property='article:published_time' content='2021-03-04T05:06:07Z'><meta name='date' "
      "content='2020-01-01'>"
      "<meta property='og:site_name' content='Example Post'><meta property='og:title' content='A title'>"
      "<link rel='canonical' href='https://post.example/a'></head><body><p>Text.</p></body>");
  EXPECT_EQ(got.date, (Date{2021, 3, 4}));
  EXPECT_EQ(got.publisher, "Example Post");
  EXPECT_EQ(got.title, "A title");
  EXPECT_EQ(got.url, "https://post.example/a");
  EXPECT_TRUE(got.notes.empty());
}

TEST(Html, JsonLdIsRead) {
  const auto got = parse_html(
      "<head><script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":[\"NewsArticle\"],"
      "\"headline\":\"H\",\"datePublished\":\"2021-11-10\",\"publisher\":{\"name\":\"P\"}}]}</script></head>"
      "<body><p>Text.</p></body>");
  EXPECT_EQ(got.date, (Date{2021, 11, 10}));
  EXPECT_EQ(got.publisher, "P");
  EXPECT_EQ(got.title, "H");
}

TEST(Html, GuessedAndUnreadableDatesAreNoted) {
  const auto guessed = parse_html("<body><p><time datetime='2021-11-10'>then</time> Text.</p></body>");
  EXPECT_EQ(guessed.date, (Date{2021, 11, 10}));
  EXPECT_EQ(guessed.notes.size(), 1U);
  const auto unreadable = parse_html("<head><meta name='date' content='last week'></head><body><p>Text.</p></body>");
  EXPECT_FALSE(unreadable.date);
  EXPECT_EQ(unreadable.notes.size(), 1U);
  EXPECT_EQ(parse_page_date("Wed, 8 Sep 2021 10:00:00 GMT"), (Date{2021, 9, 8}));
  EXPECT_EQ(parse_page_date("20210908"), (Date{2021, 9, 8}));
}

TEST(Html, DeepNestingAndHugeTextAreRead) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i) {
    deep += "<div>";
  }
  EXPECT_EQ(parse_html(deep + "<p>Deep.</p>").text, "Deep.");
  const std::string huge(12'000'000, 'a');
  EXPECT_EQ(parse_html("<p>" + huge + "</p>").text.size(), huge.size());
}

struct Found {
  std::vector<std::string> json;
  std::vector<std::string> faults;
};

Found objects_in(std::string_view bytes) {
  BufferedSource source(open_memory(bytes));
  JsonObjects objects(source, 1 << 20);
  Found found;
  while (const auto object = objects.next()) {
    if (object->fault.empty()) {
      found.json.push_back(object->json);
    } else {
      found.faults.push_back(std::to_string(object->line) + ": " + object->fault);
    }
  }
  return found;
}

TEST(Json, ObjectsAreFoundInEveryLayout) {
  for (const std::string_view bytes :
       {"{\"a\":\"{\"}\n\n{\"b\":[{}]}\n", "{\"a\":\"{\"} {\"b\":[{}]}", "[{\"a\":\"{\"},{\"b\":[{}]}]",
        "[\n  {\"a\":\"{\"},\n  {\"b\":[{}]}\n]\n", "\xef\xbb\xbf{\"a\":\"{\"}\r\n{\"b\":[{}]}"}) {
    const auto found = objects_in(bytes);
    EXPECT_TRUE(found.faults.empty()) << bytes;
    EXPECT_EQ(found.json, (std::vector<std::string>{"{\"a\":\"{\"}", "{\"b\":[{}]}"})) << bytes;
  }
  EXPECT_EQ(
      objects_in("[\n  {\n    \"a\": 1,\n    \"b\": [\n      {}\n    ]\n  },\n  {\n    \"a\": 2\n  }\n]\n").json.size(),
      2U);
}

TEST(Json, ABrokenObjectCostsItselfOnly) {
  for (const std::string_view broken :
       {"{\"a\": \"open", "{\"a\": 1", "{\"a\": [", "{\"a\": {", "{\"a\":", "nothing", "{\"a\": ]}"}) {
    const auto first = objects_in(std::string(broken) + "\n{\"b\":1}\n{\"c\":1}\n");
    EXPECT_EQ(first.json.size(), 2U) << broken;
    EXPECT_EQ(first.faults.size(), 1U) << broken;
    const auto second = objects_in("{\"b\":1}\n" + std::string(broken) + "\n{\"c\":1}\n");
    EXPECT_EQ(second.json.size(), 2U) << broken;
    EXPECT_EQ(second.faults.size(), 1U) << broken;
    EXPECT_TRUE(second.faults.at(0).starts_with("2: ")) << second.faults[0];
  }
  const auto spread = objects_in("[\n  {\n    \"a\": \"open\n  },\n  {\n    \"a\": 2\n  }\n]\n");
  EXPECT_EQ(spread.json.size(), 1U);
  EXPECT_EQ(spread.faults.size(), 1U);
}

TEST(Json, AReportHasItsFields) {
  const auto got = parse_json_report(
      "{\"id\":7,\"text\":\"One.\\r\\nTwo.\",\"title\":\"T\",\"date\":\"2021-02-03T04:05:06Z\",\"source\":\"S\","
      "\"url\":\"u\","
      "\"language\":\"en\",\"dateline\":\"OSLO\",\"other\":[1]}");
  EXPECT_EQ(got.id, "7");
  EXPECT_EQ(got.text, "One.\nTwo.");
  EXPECT_EQ(got.title, "T");
  EXPECT_EQ(got.date, (Date{2021, 2, 3}));
  EXPECT_EQ(got.publisher, "S");
  EXPECT_EQ(got.dateline, "OSLO");
  EXPECT_TRUE(got.notes.empty());
}

TEST(Json, WhatIsMendedIsNoted) {
  const auto half = parse_json_report("{\"text\":\"a\\ud83d b \\ud83d\\ude00\"}");
  EXPECT_EQ(half.text, "a\xef\xbf\xbd b \xf0\x9f\x98\x80");
  EXPECT_EQ(half.notes.size(), 1U);
  const auto nul = parse_json_report("{\"text\":\"a\\u0000b\",\"date\":\"soon\",\"title\":3}");
  EXPECT_EQ(nul.text,
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(nul.notes.size(), 3U);
  EXPECT_FALSE(nul.date);
}

TEST(Json, WhatIsNoReportSaysWhy) {
  for (const char* bytes :
       {"{}", "{\"text\":\"\"}", "{\"text\":5}", "{\"text\":\"a\" \"b\"}", "{\"text\":nul}", "[1]"}) {
    EXPECT_THROW(static_cast<void>(parse_json_report(bytes)), IngestError) << bytes;
  }
}

}  // namespace
}  // namespace sitrep
