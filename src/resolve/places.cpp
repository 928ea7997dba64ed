#include "resolve/places.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>

#include "knowledge/knowledge.h"

namespace sitrep {

namespace {

constexpr std::size_t most_tokens = 10;
constexpr std::size_t most_candidates = 24;
constexpr std::size_t most_anchors = 100;  ///< places that tell which of several of one name is near
constexpr double strong = 4.5;             ///< about 30,000 people: known without support
constexpr double weak = 3.7;               ///< what a preposition before the name can carry

std::string lower(std::string_view word) {
  std::string out(word);
  for (auto& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

double kilometres(const GazetteerEntry& a, const GazetteerEntry& b) {
  constexpr double radian = 3.14159265358979323846 / 180;
  constexpr double diameter = 12742;
  const double dlat = std::sin((b.lat - a.lat) * radian / 2);
  const double dlon = std::sin((b.lon - a.lon) * radian / 2);
  const double h = dlat * dlat + std::cos(a.lat * radian) * std::cos(b.lat * radian) * dlon * dlon;
  return diameter * std::asin(std::sqrt(std::min(1.0, h)));
}

double base_score(const GazetteerEntry& e) {
  return prominence(e.kind, e.rank, e.population);
}

bool large(const GazetteerEntry& e) {
  return e.kind == PlaceKind::country || e.kind == PlaceKind::region || e.kind == PlaceKind::division ||
         e.rank == PlaceRank::capital;
}

/// A run of tokens that may be a toponym, with what it may mean.
struct Found {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<GazetteerEntry> candidates;  ///< empty for a place that only the name finder knows
  std::size_t choice = 0;
  double score = 0;
  bool located = false;   ///< the name finder says location
  bool after_in = false;  ///< a preposition of place before it
  bool doubtful = false;
  bool supported = false;                  ///< the place that holds it stands beside it
  const GazetteerEntry* holder = nullptr;  ///< the place said to hold it where the gazetteer has no such one in it
  bool division_word = false;
  bool city_word = false;
  bool facility = false;  ///< the words go on to a facility that lies in the candidate

  [[nodiscard]] const GazetteerEntry& best() const { return candidates[choice]; }
};

/// What an actor lexicon's name over some tokens is.
struct Named {
  std::uint32_t length = 0;
  bool place = false;   ///< country, region, partial state or capital
  bool actor = false;   ///< person, organisation, group, seat, collective
  bool people = false;  ///< adjective or people
  bool office = false;
};

class PlaceFinder {
 public:
  PlaceFinder(const Knowledge& knowledge, const Document& document) : knowledge_(knowledge), document_(document) {}

  std::vector<PlaceMention> find() {
    prepare();
    for (const auto& sentence : document_.sentences) {
      for (auto i = sentence.begin; i < sentence.end;) {
        i = read(i, sentence);
      }
    }
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.begin < b.begin; });
    choose();
    return mentions();
  }

 private:
  [[nodiscard]] const Token& token(std::uint32_t i) const { return document_.tokens[i]; }
  [[nodiscard]] bool capital(std::uint32_t i) const { return !pieces_[i].empty() && pieces_[i].front().capital; }
  [[nodiscard]] bool in_list(std::string_view list, std::uint32_t i) const {
    return knowledge_.lists.contains(list, lower(token(i).form));
  }
  [[nodiscard]] const Name* name_at(std::uint32_t i) const {
    return name_of_[i] == no_token ? nullptr : &document_.names[name_of_[i]];
  }
  [[nodiscard]] bool is_preposition(std::uint32_t i) const {
    return pieces_[i].size() == 1 && ((knowledge_.actors.lists_of(pieces_[i].front().hash) >>
                                       static_cast<unsigned>(ActorWords::place_preposition)) &
                                      1u) != 0;
  }

  void prepare() {
    const auto& tokens = document_.tokens;
    pieces_.resize(tokens.size());
    name_of_.assign(tokens.size(), no_token);
    for (std::uint32_t n = 0; n < document_.names.size(); ++n) {
      const auto& name = document_.names[n];
      for (auto i = name.begin; i < name.end && i < tokens.size(); ++i) {
        name_of_[i] = n;
        if (name.kind == NameKind::person && name.end - name.begin > 1) {
          person_words_.insert(tokens[i].form);
        }
      }
    }
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
      ActorLexicon::split(tokens[i].form, pieces_[i]);
    }
    for (const auto& sentence : document_.sentences) {
      for (auto i = sentence.begin; i < sentence.end; ++i) {
        if (capital(i)) {
          count_country(i, sentence.end);
        }
      }
    }
  }

  /// The longest name of the actor lexicon that begins at a token; with several of that length, all that they are.
  Named named(std::uint32_t begin, std::uint32_t end) const {
    Named out;
    std::uint64_t state = ActorLexicon::start;
    for (auto i = begin; i < end; ++i) {
      for (const auto& piece : pieces_[i]) {
        state = knowledge_.actors.next(state, piece.hash);
        if (state == 0) {
          return out;
        }
      }
      if (pieces_[i].empty()) {
        continue;
      }
      const auto names = knowledge_.actors.names(state);
      if (names.empty()) {
        continue;
      }
      Named here;
      here.length = i + 1 - begin;
      for (const auto& alias : names) {
        if ((alias.capitals & 1u) != 0 && !capital(begin)) {
          continue;
        }
        const auto kind = knowledge_.actors.entry(alias).kind;
        switch (alias.use) {
          case AliasUse::adjective:
          case AliasUse::person:
          case AliasUse::people:
            here.people = true;
            break;
          case AliasUse::capital:
            here.place = true;
            break;
          case AliasUse::noun:
          case AliasUse::noun_plural:
            here.office = here.office || kind == ActorEntryKind::office;
            break;
          default:
            if (kind == ActorEntryKind::country || kind == ActorEntryKind::partial || kind == ActorEntryKind::region) {
              here.place = true;
            } else {
              here.actor = true;
            }
        }
      }
      out = here;
    }
    return out;
  }

  void count_country(std::uint32_t begin, std::uint32_t end) {
    std::uint64_t state = ActorLexicon::start;
    for (auto i = begin; i < end && i < begin + most_tokens; ++i) {
      for (const auto& piece : pieces_[i]) {
        state = knowledge_.actors.next(state, piece.hash);
        if (state == 0) {
          return;
        }
      }
      for (const auto& alias : knowledge_.actors.names(state)) {
        const auto& entry = knowledge_.actors.entry(alias);
        if (entry.code.size() == 3 && alias.use != AliasUse::noun && alias.use != AliasUse::noun_plural) {
          ++countries_[std::string(entry.code)];
        }
      }
    }
  }

  /// "'s"
  [[nodiscard]] bool is_possessive(std::uint32_t i) const {
    return token(i).form == "'s" || token(i).form == "\u2019s";
  }

  /// The longest gazetteer name that begins at a token.
  std::optional<Found> match(std::uint32_t begin, std::uint32_t limit) const {
    if (token(begin).form.ends_with("$")) {
      return std::nullopt;  // "US$40 million"
    }
    const bool article = !capital(begin) && in_list("place-article", begin);
    if (pieces_[begin].empty() || (!capital(begin) && !article)) {
      return {};
    }
    std::vector<WordPiece> pieces;
    std::optional<Found> best;
    for (auto i = begin; i < limit && i < begin + most_tokens; ++i) {
      const auto form = token(i).form;
      if (i > begin && is_possessive(i) && pieces.size() >= pieces_[i - 1].size()) {
        // "People's Republic of China": one word to the lists
        pieces.resize(pieces.size() - pieces_[i - 1].size());
        ActorLexicon::split(std::string(token(i - 1).form) + "s", pieces);
        continue;
      }
      if (pieces_[i].empty()) {
        if (form != "-" && form != "\u2013" && form != "." && form != "'" && form != "\u2019") {
          break;
        }
        continue;
      }
      const bool initial = pieces_[i].front().capital;
      if (i > begin && !initial && !in_list("place-particle", i) && token(i - 1).form != "-") {
        break;
      }
      pieces.insert(pieces.end(), pieces_[i].begin(), pieces_[i].end());
      if (pieces.size() > Gazetteer::most_pieces) {
        break;
      }
      if ((article && i == begin) || (!initial && i == begin)) {
        continue;
      }
      const auto match = knowledge_.gazetteer.find(Gazetteer::key(pieces));
      if (match.entries.empty() || (match.abbreviation && !(pieces.size() == 1 && pieces.front().upper))) {
        continue;
      }
      Found found;
      found.begin = begin;
      found.end = i + 1;
      found.doubtful = match.doubtful;
      for (const auto number : match.entries.first(std::min(match.entries.size(), most_candidates))) {
        found.candidates.push_back(knowledge_.gazetteer.entry(number));
      }
      best = std::move(found);
    }
    return best;
  }

  [[nodiscard]] bool within_one_name(std::uint32_t a, std::uint32_t b) const {
    const auto& one = token(a);
    const auto& other = token(b);
    const auto part = [](const Token& t) { return t.deprel.starts_with("flat") || t.deprel == "compound"; };
    return (one.head == b && part(one)) || (other.head == a && part(other)) ||
           (one.head == other.head && one.head != no_token && part(one) && part(other));
  }

  /// Whether words beside the match make it a name of something else.
  bool part_of_other_name(Found& found, const Sentence& sentence) const {
    // After it: "Washington Post", "Paris Hilton".
    if (auto next = found.end; next < sentence.end && capital(next) && token(next).upos == Upos::PROPN) {
      bool joined = false;
      for (auto i = found.begin; i < found.end; ++i) {
        joined = joined || within_one_name(i, next);
      }
      if (joined) {
        auto last = next;
        while (last + 1 < sentence.end && capital(last + 1) && token(last + 1).upos == Upos::PROPN &&
               within_one_name(last, last + 1)) {
          ++last;
        }
        if (in_list("division-word", next) || in_list("city-word", next)) {
          // "Kandahar Province": read below.
        } else if (in_list("facility-word", last)) {
          found.end = last + 1;
          found.facility = true;
        } else {
          return true;
        }
      }
    }
    // Before it: "Mohammed Salem", "President Washington".
    if (found.begin > sentence.begin && capital(found.begin - 1)) {
      const auto previous = found.begin - 1;
      bool joined = false;
      for (auto i = found.begin; i < found.end; ++i) {
        joined = joined || within_one_name(previous, i);
      }
      if (joined && !in_list("place-modifier", previous) && !in_list("division-word", previous) &&
          !in_list("city-word", previous)) {
        const bool title = named(previous, found.begin).office;
        const bool country = found.candidates.front().kind == PlaceKind::country;
        return title ? !country : token(previous).upos == Upos::PROPN;
      }
    }
    return false;
  }

  /// Reads on from a token: adds what begins there, if anything, and gives the next token to look at.
  std::uint32_t read(std::uint32_t i, const Sentence& sentence) {
    const auto* name = name_at(i);
    if (name != nullptr && name->kind == NameKind::location && name->begin == i) {
      return read_location(*name, sentence);
    }
    auto limit = sentence.end;
    for (auto j = i; j < limit; ++j) {
      if (name_of_[j] != name_of_[i] && name_of_[j] != no_token &&
          document_.names[name_of_[j]].kind != NameKind::location) {
        limit = j;
      }
    }
    auto found = match(i, limit);
    if (!found) {
      return i + 1;
    }
    const auto end = found->end;
    if (name != nullptr && name->kind != NameKind::location) {
      // A name of a body or person that is nothing but a country or a large place is a place that acts.
      const bool whole = name->begin == i && name->end == end;
      const bool keeps =
          name->kind != NameKind::person && whole && !found->doubtful && large(found->candidates.front());
      if (!keeps) {
        return std::max(name->end, i + 1);
      }
    }
    if (!accept_unmarked(*found, sentence)) {
      return end;
    }
    look_around(*found, sentence);
    const auto next = std::max(end, found->end);
    found_.push_back(std::move(*found));
    return next;
  }

  bool accept_unmarked(Found& found, const Sentence& sentence) const {
    // The word the parser hangs the rest on must be a name, unless the gazetteer's name is a country.
    bool proper = false;
    for (auto i = found.begin; i < found.end; ++i) {
      proper = proper || token(i).upos == Upos::PROPN;
    }
    const auto& first = found.candidates.front();
    if (!proper && first.kind != PlaceKind::country) {
      return false;
    }
    const auto as_actor = named(found.begin, sentence.end);
    const auto length = found.end - found.begin;
    if (as_actor.length > length && (as_actor.actor || as_actor.people)) {
      return false;
    }
    if (as_actor.length == length && !as_actor.place && (as_actor.actor || as_actor.people)) {
      return false;
    }
    if (length == 1 && person_words_.contains(token(found.begin).form) && first.kind != PlaceKind::country) {
      return false;
    }
    return !part_of_other_name(found, sentence);
  }

  /// Where the words end that may still be of a location's name: capitalised ones and particles, in no name of another
  /// kind.
  std::uint32_t end_of_place_words(const Name& name, const Sentence& sentence) const {
    auto end = name.end;
    while (end < sentence.end && (capital(end) || in_list("place-particle", end) || token(end).form == "-") &&
           (name_of_[end] == no_token || document_.names[name_of_[end]].kind == NameKind::location)) {
      ++end;
    }
    return end;
  }

  std::uint32_t read_location(const Name& name, const Sentence& sentence) {
    // "People's Republic of China", where the name finder begins at the republic
    constexpr std::uint32_t longest_head = 3;
    for (auto back = std::min(longest_head, name.begin - sentence.begin); back > 1; --back) {
      const auto begin = name.begin - back;
      auto longer = is_possessive(name.begin - 1) && capital(begin) ? match(begin, std::min(sentence.end, name.end))
                                                                    : std::nullopt;
      if (longer && longer->end == std::min(sentence.end, name.end)) {
        longer->located = true;
        look_around(*longer, sentence);
        found_.push_back(std::move(*longer));
        return name.end;
      }
    }
    // "Trinidad and Tobago", "Port Said", of which the name finder has the first word only.
    if (auto longer = match(name.begin, std::min(sentence.end, end_of_place_words(name, sentence)));
        longer && longer->end > name.end) {
      longer->located = true;
      look_around(*longer, sentence);
      const auto end = longer->end;
      found_.push_back(std::move(*longer));
      return end;
    }
    bool any = false;
    bool rest = false;  // capitalised words that no match covers
    std::vector<Found> inside;
    for (auto i = name.begin; i < name.end;) {
      auto found = match(i, std::min(sentence.end, name.end));
      if (found) {
        any = true;
        found->located = true;
        look_around(*found, sentence);
        i = found->end;
        inside.push_back(std::move(*found));
        continue;
      }
      rest = rest || (capital(i) && !in_list("place-modifier", i) && !in_list("place-article", i) &&
                      !in_list("division-word", i) && !in_list("city-word", i) && lower(token(i).form) != "the");
      ++i;
    }
    if (any && !rest) {
      for (auto& found : inside) {
        found_.push_back(std::move(found));
      }
      return name.end;
    }
    Found whole;
    whole.begin = name.begin;
    whole.end = std::min(name.end, sentence.end);
    whole.located = true;
    if (whole.begin + 1 < whole.end && lower(token(whole.begin).form) == "the") {
      ++whole.begin;
    }
    // "Kabul airport" is in Kabul; "Thitu Island" is not the Iceland of the lists' "Island".
    if (inside.size() == 1 && inside.front().end < whole.end && in_list("facility-word", whole.end - 1)) {
      whole.candidates = std::move(inside.front().candidates);
      whole.facility = true;
      look_around(whole, sentence);
    }
    found_.push_back(std::move(whole));
    return name.end;
  }

  void look_around(Found& found, const Sentence& sentence) const {
    for (auto i = found.begin; i > sentence.begin && i + 4 > found.begin;) {
      --i;
      if (is_preposition(i)) {
        found.after_in = true;
        break;
      }
      if (!in_list("place-modifier", i) && token(i).upos != Upos::DET && token(i).upos != Upos::ADJ) {
        if (token(i).form == "of" && i > sentence.begin) {
          found.division_word = found.division_word || in_list("division-word", i - 1);
          found.city_word = found.city_word || in_list("city-word", i - 1);
        }
        break;
      }
    }
    if (found.end < sentence.end) {
      found.division_word = found.division_word || in_list("division-word", found.end);
      found.city_word = found.city_word || in_list("city-word", found.end);
    }
  }

  [[nodiscard]] bool adjacent(const Found& a, const Found& b) const {
    return b.begin == a.end + 1 && (token(a.end).form == "," || token(a.end).form == "(") && !a.candidates.empty() &&
           !b.candidates.empty();
  }

  static bool holds(const GazetteerEntry& outer, const GazetteerEntry& inner) {
    if (inner.kind == PlaceKind::country || outer.country.empty() || inner.country != outer.country ||
        inner.number == outer.number) {
      return false;
    }
    if (outer.kind == PlaceKind::country) {
      return true;
    }
    if (outer.kind == PlaceKind::division) {
      return inner.division == outer.name && inner.kind != PlaceKind::division;
    }
    constexpr double near_region = 250;
    return outer.kind == PlaceKind::region && inner.kind != PlaceKind::region && kilometres(outer, inner) < near_region;
  }

  /// "Palma, Mozambique": the tree hangs the country or division on the name before the comma. Requires: adjacent.
  bool is_said_to_hold(const Found& outer, const Found& inner) const {
    const auto kind = outer.best().kind;
    const auto& held_by = token(head_of(outer));
    return (kind == PlaceKind::country || kind == PlaceKind::division) && held_by.head == head_of(inner) &&
           (held_by.deprel == "nmod:unmarked" || held_by.deprel == "appos") &&
           std::ranges::none_of(inner.candidates, [](const auto& e) { return e.kind == PlaceKind::country; });
  }

  double context_score(const Found& found, const GazetteerEntry& e) const {
    double score = base_score(e);
    if (const auto told = countries_.find(std::string(e.country));
        told != countries_.end() && e.kind != PlaceKind::country) {
      score += 1.5 + std::min(1.5, 0.3 * told->second);
    }
    if (found.division_word && e.kind == PlaceKind::division) {
      score += 4;
    }
    if (found.city_word && e.kind == PlaceKind::city) {
      score += 2;
    }
    return score;
  }

  void pick(Found& found, const std::vector<const GazetteerEntry*>& anchors) {
    found.score = -1;
    for (std::size_t c = 0; c < found.candidates.size(); ++c) {
      const auto& candidate = found.candidates[c];
      double score = context_score(found, candidate);
      double nearness = 0;
      for (const auto* anchor : anchors) {
        if (anchor->number == candidate.number) {
          continue;
        }
        const double far = kilometres(*anchor, candidate);
        nearness = std::max(nearness, far < 150 ? 1.5 : far < 500 ? 0.8 : 0.0);
      }
      score += candidate.kind == PlaceKind::country ? 0 : nearness;
      if (score > found.score) {
        found.score = score;
        found.choice = c;
      }
    }
  }

  void choose() {
    std::vector<const GazetteerEntry*> anchors;
    std::set<std::uint32_t> anchored;
    for (auto& found : found_) {
      if (found.candidates.empty()) {
        continue;
      }
      pick(found, {});
      const bool lone = found.candidates.size() == 1 && found.score >= strong;
      if (!found.doubtful && found.best().kind != PlaceKind::country &&
          (lone || found.best().rank == PlaceRank::capital) && anchored.size() < most_anchors &&
          anchored.insert(found.best().number).second) {
        anchors.push_back(&found.best());
      }
    }
    for (auto& found : found_) {
      if (!found.candidates.empty()) {
        pick(found, anchors);
      }
    }
    // "City, Country" and "City, Division" settle both.
    for (std::size_t i = 0; i + 1 < found_.size(); ++i) {
      auto& inner = found_[i];
      auto& outer = found_[i + 1];
      if (!adjacent(inner, outer)) {
        continue;
      }
      double best = -1;
      for (std::size_t a = 0; a < inner.candidates.size(); ++a) {
        for (std::size_t b = 0; b < outer.candidates.size(); ++b) {
          if (!holds(outer.candidates[b], inner.candidates[a])) {
            continue;
          }
          const double score = context_score(inner, inner.candidates[a]) + context_score(outer, outer.candidates[b]);
          if (score > best) {
            best = score;
            inner.choice = a;
            outer.choice = b;
            inner.supported = outer.supported = true;
          }
        }
      }
      if (best < 0 && is_said_to_hold(outer, inner)) {
        inner.holder = &outer.best();
      }
    }
    // One sense per report: what support settles once holds for the same words elsewhere.
    std::map<std::string, std::pair<std::uint32_t, bool>> settled;
    for (const auto& found : found_) {
      if (found.supported) {
        settled.try_emplace(words(found), found.best().number, true);
      }
    }
    for (auto& found : found_) {
      const auto same = found.supported ? settled.end() : settled.find(words(found));
      if (same == settled.end() || found.division_word || found.city_word) {
        continue;
      }
      for (std::size_t c = 0; c < found.candidates.size(); ++c) {
        if (found.candidates[c].number == same->second.first) {
          found.choice = c;
          found.supported = true;
        }
      }
    }
  }

  [[nodiscard]] std::string words(const Found& found) const {
    const auto begin = token(found.begin).span.begin;
    return std::string(document_.text.substr(begin, token(found.end - 1).span.end - begin));
  }

  enum class Verdict { entry, words_only, none };

  [[nodiscard]] Verdict verdict(const Found& found) const {
    if (found.candidates.empty() || found.holder != nullptr) {
      return Verdict::words_only;
    }
    const auto& best = found.best();
    if (found.supported) {
      return Verdict::entry;
    }
    const bool told = countries_.contains(std::string(best.country));
    if (found.doubtful && found.begin > 0 && token(found.begin - 1).upos == Upos::PROPN) {
      return Verdict::none;  // "Quebec City": a part of another name
    }
    if (found.doubtful && !found.located) {
      return found.after_in && (told || large(best)) ? Verdict::entry : Verdict::none;
    }
    const double base = base_score(best);
    if (base >= strong || (told && base >= weak && (found.after_in || found.located))) {
      return Verdict::entry;
    }
    const bool lone = found.candidates.size() == 1;
    if (found.located) {
      // A small place of that name elsewhere is no guess to make where the text is of other countries.
      return (told || (lone && countries_.empty())) && !found.doubtful ? Verdict::entry : Verdict::words_only;
    }
    return found.after_in && told ? Verdict::entry : Verdict::none;
  }

  [[nodiscard]] std::uint32_t head_of(const Found& found) const {
    for (auto i = found.begin; i < found.end; ++i) {
      const auto head = token(i).head;
      if ((head < found.begin || head >= found.end) && token(i).upos != Upos::PUNCT) {
        return i;
      }
    }
    return found.begin;
  }

  std::vector<PlaceMention> mentions() const {
    std::vector<PlaceMention> out;
    for (const auto& found : found_) {
      const auto judged = verdict(found);
      if (judged == Verdict::none || (!out.empty() && found.begin < out.back().end)) {
        continue;
      }
      PlaceMention mention;
      mention.begin = found.begin;
      mention.end = found.end;
      mention.head = head_of(found);
      auto& place = mention.place;
      place.span = {token(found.begin).span.begin, token(found.end - 1).span.end};
      place.text = words(found);
      if (judged == Verdict::entry) {
        const auto& entry = found.best();
        place.name = entry.name;
        place.id = entry.id();
        place.country = entry.country;
        place.division = entry.division;
        place.lat = entry.lat;
        place.lon = entry.lon;
        place.kind = found.facility ? PlaceKind::facility : entry.kind;
      } else if (found.facility) {
        place.kind = PlaceKind::facility;
      }
      if (judged == Verdict::words_only && found.holder != nullptr) {
        place.country = found.holder->country;
        place.division = found.holder->kind == PlaceKind::division ? found.holder->name : std::string_view();
      }
      out.push_back(std::move(mention));
    }
    return out;
  }

  const Knowledge& knowledge_;
  const Document& document_;
  std::vector<std::vector<WordPiece>> pieces_;  ///< by token
  std::vector<std::uint32_t> name_of_;          ///< by token: number of the name that holds it
  std::unordered_set<std::string_view> person_words_;
  std::map<std::string, int> countries_;  ///< by code: how often the text names the country or its people
  std::vector<Found> found_;
};

}  // namespace

std::vector<PlaceMention> find_places(const Knowledge& knowledge, const Document& document) {
  return PlaceFinder(knowledge, document).find();
}

}  // namespace sitrep
