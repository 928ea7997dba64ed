#include "extract/roles.h"

#include <algorithm>
#include <utility>

namespace sitrep {

namespace {

bool same_actor(const Entity& a, const Entity& b) {
  if (a.code != b.code || a.sectors != b.sectors) {
    return false;
  }
  // Two people of one government are two actors; a country and its pronoun are one.
  return a.name == b.name || a.name.empty() || b.name.empty();
}

}  // namespace

void add_fillers(std::vector<RoleFiller>& fillers, std::vector<RoleFiller> more) {
  for (auto& filler : more) {
    const auto there = std::find_if(fillers.begin(), fillers.end(), [&](const RoleFiller& f) {
      return same_actor(f.entity, filler.entity) && (f.token == filler.token || !filler.entity.code.empty());
    });
    if (there == fillers.end()) {
      fillers.push_back(std::move(filler));
    } else if (there->entity.name.empty() && !filler.entity.name.empty()) {
      *there = std::move(filler);  // "the prime minister and foreign minister, Anna Berg" is she
    }
  }
}

const PlaceMention* RoleReader::place_at(std::uint32_t token) const {
  const auto& places = resolution_->places;
  const auto it =
      std::partition_point(places.begin(), places.end(), [&](const PlaceMention& p) { return p.end <= token; });
  return it != places.end() && it->begin <= token ? &*it : nullptr;
}

const QuantityMention* RoleReader::bare_count_at(std::uint32_t token) const {
  const auto& quantities = resolution_->quantities;
  const auto it = std::partition_point(quantities.begin(), quantities.end(),
                                       [&](const QuantityMention& q) { return q.end <= token; });
  return it != quantities.end() && it->head == token && it->counted == no_token ? &*it : nullptr;
}

std::vector<RoleFiller> RoleReader::read(std::uint32_t token, bool places) const {
  std::vector<RoleFiller> out;
  for (const auto t : tree_->conjuncts(token)) {
    if (out.size() >= most_fillers) {
      break;
    }
    add_fillers(out, read_one(t, places));
    if (tree_->at(t).feature("Number") == "Plur" && !out.empty() && !out.back().entity.name.empty()) {
      // "the foreign ministers of Peru Ana Ruiz and of Chile Juan Soto": the second name hangs on the first.
      for (const auto c : tree_->children(t)) {
        if (tree_->at(c).upos != Upos::PROPN || !tree_->case_marker(c).empty() || tree_->is(c, "conj")) {
          continue;
        }
        for (const auto other : tree_->conjuncts(c)) {
          if (other != c && out.size() < most_fillers) {
            add_fillers(out, read_one(other, places));
          }
        }
      }
    }
  }
  // "Iran, Iraq sign accord": headlines put a comma for "and"; another country is no name for the first.
  const auto is_country = [](const RoleFiller& f) {
    return (f.kind == ActorKind::country || f.kind == ActorKind::government) && !f.entity.code.empty();
  };
  if (out.size() == 1 && is_country(out.front()) && tree_->at(token).upos == Upos::PROPN) {
    for (const auto c : tree_->children(token)) {
      if (tree_->is(c, "appos") && tree_->at(c).upos == Upos::PROPN && c > 0 && tree_->at(c - 1).form == ",") {
        auto more = read_one(c, places);
        if (more.size() == 1 && is_country(more.front()) && more.front().entity.code != out.front().entity.code) {
          add_fillers(out, std::move(more));
        }
      }
    }
  }
  return out;
}

std::vector<RoleFiller> RoleReader::read_subject(std::uint32_t token) const {
  const auto& deprel = tree_->at(token).deprel;
  const bool told_of = tree_->at(token).upos == Upos::PROPN && (tree_->is(token, "nmod") || deprel == "obl");
  return read(token, told_of);
}

std::vector<RoleFiller> RoleReader::read_owner(std::uint32_t token) const {
  std::vector<RoleFiller> out;
  if (tree_->at(token).upos != Upos::NOUN || lists_->contains("instrument", tree_->lemma(token))) {
    return out;
  }
  // "turned down opposition demands", "the government's response", "a plea by miners": of calls and conduct anyone.
  const bool stance = lists_->contains("stance", tree_->lemma(token));
  for (const auto c : tree_->children(token)) {
    const auto relation = tree_->relation(c);
    const bool owner = relation == "amod" || tree_->at(c).deprel == "nmod:poss";
    const auto marker = tree_->case_marker(c);
    const bool holder = stance && (owner || relation == "compound" ||
                                   (relation == "nmod" && (marker == "of" || marker == "by" || marker == "from")));
    if (!owner && !holder) {
      continue;
    }
    for (auto& filler : read(c, false)) {
      const bool known = holder ? !filler.entity.code.empty() || !filler.entity.sectors.empty()
                                : filler.kind == ActorKind::country && !filler.entity.code.empty();
      if (known) {
        filler.confidence *= 0.8;
        filler.how = "whose it is: " + filler.how;
        out.push_back(std::move(filler));
      }
    }
  }
  return out;
}

/// The words that name what a pronoun stands for are those it goes back to; of "they" each has its own.
void RoleReader::name_by_antecedent(std::uint32_t token, std::vector<RoleFiller>& fillers) const {
  const auto antecedent = resolution_->antecedent[token];
  if (tree_->at(token).upos != Upos::PRON || antecedent == no_token) {
    return;
  }
  const auto take = [](RoleFiller& filler, const ResolvedActor& named) {
    filler.entity.text = named.entity.text;
    filler.entity.span = named.entity.span;
  };
  if (fillers.size() == 1) {
    const auto& named = resolution_->actors[antecedent];
    if (named.size() == 1 && named.front().entity.code == fillers.front().entity.code) {
      take(fillers.front(), named.front());
    }
    return;
  }
  const auto members = tree_->conjuncts(antecedent);
  for (auto& filler : fillers) {
    const auto names_it = [&](const ResolvedActor& a) {
      return a.entity.code == filler.entity.code && a.entity.sectors == filler.entity.sectors &&
             a.entity.name == filler.entity.name;
    };
    for (const auto member : members) {
      const auto& actors = resolution_->actors[member];
      if (const auto named = std::ranges::find_if(actors, names_it); named != actors.end()) {
        take(filler, *named);
        break;
      }
    }
  }
}

/// Who is in "a team made up of detectives", "a force comprising Kenyan troops", "a delegation including diplomats".
std::vector<RoleFiller> RoleReader::read_parts(std::uint32_t token, bool places, int depth) const {
  std::vector<RoleFiller> out;
  const auto add = [&](std::uint32_t part) {
    for (auto& filler : read_one(part, places, depth + 1)) {
      filler.confidence *= 0.9;
      filler.how = "members of it: " + filler.how;
      out.push_back(std::move(filler));
    }
  };
  for (const auto c : tree_->children(token)) {
    if (tree_->is(c, "nmod") && tree_->case_marker(c) == "include") {
      for (const auto t : tree_->conjuncts(c)) {
        add(t);
      }
    }
    if (!tree_->is(c, "acl") || !lists_->contains("consisting-verb", tree_->lemma(c))) {
      continue;
    }
    for (const auto part : tree_->children(c)) {
      if (tree_->is(part, "obj") || (tree_->is(part, "obl") && tree_->case_marker(part).ends_with("of"))) {
        for (const auto t : tree_->conjuncts(part)) {
          add(t);
        }
      }
    }
  }
  return out;
}

std::vector<RoleFiller> RoleReader::read_one(std::uint32_t token, bool places, int depth) const {
  std::vector<RoleFiller> out;
  if (token >= resolution_->actors.size() || depth > 4) {
    return out;
  }
  bool only_where = false;
  for (const auto& actor : resolution_->actors[token]) {
    if (actor.only_place && !places) {
      only_where = true;
      continue;
    }
    out.push_back(
        {actor.entity, actor.kind, token, actor.only_place ? 0.7 * actor.confidence : actor.confidence, actor.how});
    if (actor.only_place && actor.kind == ActorKind::government) {
      // "a bombing in Baghdad" hit the country, not its government; nor one in Brussels the European Union.
      auto& entity = out.back().entity;
      entity.sectors.clear();
      out.back().kind = ActorKind::country;
      if (const auto* place = place_at(token); place != nullptr && !place->place.country.empty()) {
        entity.code = place->place.country;
      }
    }
  }
  if (const auto owner = tree_->child(token, "nmod:poss");
      owner != no_token && lists_->contains("other-party", tree_->lemma(token))) {
    // "his counterpart" is of another country than he.
    const auto& owners = resolution_->actors[owner];
    std::erase_if(out, [&](const RoleFiller& f) {
      return std::any_of(owners.begin(), owners.end(),
                         [&](const ResolvedActor& o) { return o.entity.code == f.entity.code; });
    });
  }
  if (lists_->contains("frontier", tree_->lemma(token))) {
    // "along its border with Chad": who is on the other side; "on the border between Chad and Niger": both
    for (const auto c : tree_->children(token)) {
      const auto marker = tree_->is(c, "nmod") ? tree_->case_marker(c) : std::string();
      if (marker != "with" && marker != "between") {
        continue;
      }
      std::vector<RoleFiller> sides;
      for (const auto t : tree_->conjuncts(c)) {
        for (auto& side : read_one(t, true, depth + 1)) {
          sides.push_back(std::move(side));
        }
      }
      if (!sides.empty()) {
        return sides;
      }
    }
  }
  name_by_antecedent(token, out);
  const auto take = [&](std::uint32_t from, std::string_view why, double factor) {
    for (auto& filler : read_one(from, places, depth + 1)) {
      filler.confidence *= factor;
      filler.how = std::string(why) + ": " + filler.how;
      out.push_back(std::move(filler));
    }
  };
  const bool nameless = std::ranges::all_of(out, [](const RoleFiller& f) { return f.entity.code.empty(); });
  if (nameless && !places) {
    // "drones launched by Russian forces", "a drone attack by the army of Chad": whose use it is, before "drone" alone.
    const auto by_gerund = [&](std::uint32_t c) {
      return tree_->at(c).deprel == "obl:agent" && tree_->at(token).feature("VerbForm") == "Ger";  // "shelling by"
    };
    for (const auto c : tree_->children(token)) {
      const auto agent = tree_->is(c, "acl") && lists_->contains("firing-verb", tree_->lemma(c))
                             ? tree_->child(c, "obl:agent")
                             : ((tree_->is(c, "nmod") && tree_->case_marker(c) == "by") || by_gerund(c) ? c : no_token);
      if (agent == no_token) {
        continue;
      }
      auto unnamed = std::exchange(out, {});
      for (const auto t : tree_->conjuncts(agent)) {
        take(t, "whose use it is", 0.9);
      }
      if (!out.empty()) {
        return out;
      }
      out = std::move(unnamed);
    }
  }
  if (auto parts = nameless ? read_parts(token, places, depth) : std::vector<RoleFiller>(); !parts.empty()) {
    return parts;
  }
  if (!out.empty() || only_where) {
    return out;  // "in the Peruvian town": nobody, neither the town nor Peru
  }
  const auto lemma = tree_->lemma(token);
  const bool container = lists_->contains("container", lemma) || tree_->at(token).upos == Upos::NUM;
  if (container) {
    for (const auto c : tree_->children(token)) {
      if (tree_->is(c, "nmod") && tree_->case_marker(c) == "of") {
        for (const auto t : tree_->conjuncts(c)) {
          take(t, "members of it", 1.0);
        }
      }
    }
    for (const auto c : tree_->children(token)) {
      if (out.empty() && (tree_->is(c, "compound") || tree_->is(c, "amod"))) {
        take(c, "members of it", 0.9);  // "Hamas supporters"
      }
    }
    if (!out.empty()) {
      return out;
    }
  }
  const auto upos = tree_->at(token).upos;
  if ((upos == Upos::NOUN || upos == Upos::PROPN) && lists_->contains("possession", lemma)) {
    for (const auto c : tree_->children(token)) {
      // "a rebel-held region": those who hold it.
      if (tree_->is(c, "amod") && lists_->contains("holding-verb", tree_->lemma(c))) {
        for (const auto below : tree_->children(c)) {
          if (out.empty() && tree_->is(below, "compound")) {
            take(below, "who holds it", 0.9);
          }
        }
      }
    }
    for (const auto c : tree_->children(token)) {
      const auto relation = tree_->relation(c);
      const bool owner = tree_->at(c).deprel == "nmod:poss" || relation == "amod" || relation == "compound" ||
                         (relation == "nmod" && (tree_->case_marker(c) == "of" || tree_->case_marker(c) == "from"));
      if (owner && out.empty()) {
        for (const auto t : tree_->conjuncts(c)) {
          take(t, "its owner", 0.9);
        }
      }
      if (relation == "compound" && out.empty()) {
        for (const auto below : tree_->children(c)) {
          if (tree_->is(below, "amod") && out.empty()) {
            take(below, "its owner", 0.9);  // "Israeli air strikes", read as strikes by "Israeli air"
          }
        }
      }
    }
    for (const auto c : tree_->children(token)) {
      if (!out.empty() || !tree_->is(c, "acl")) {
        continue;
      }
      // "missiles fired by Syrian troops"; of those hit, "a bus carrying refugees", "a camp belonging to Hamas".
      const bool fired = lists_->contains("firing-verb", tree_->lemma(c));
      if (const auto agent = tree_->child(c, "obl:agent"); agent != no_token && !(fired && places)) {
        take(agent, "whose use it is", 0.8);
      } else if (places && lists_->contains("carrying-verb", tree_->lemma(c))) {
        auto held = tree_->child(c, "obj");
        held = held != no_token ? held : tree_->child(c, "obl");
        if (held != no_token) {
          take(held, "what it holds", 0.8);
        }
      }
    }
    if (!out.empty()) {
      return out;
    }
  }
  if (upos == Upos::NOUN && places) {
    // "a bus carrying teachers"
    for (const auto c : tree_->children(token)) {
      const auto held = out.empty() && tree_->is(c, "acl") && tree_->at(c).form.ends_with("ing") &&
                                lists_->contains("carrying-verb", tree_->lemma(c))
                            ? tree_->child(c, "obj")
                            : no_token;
      if (held != no_token) {
        take(held, "what it holds", 0.8);
      }
    }
    if (!out.empty()) {
      return out;
    }
  }
  if (upos == Upos::NOUN) {
    for (const auto c : tree_->children(token)) {
      if (tree_->is(c, "appos") && out.empty()) {
        take(c, "named beside it", 0.95);  // "his counterpart, the president of Togo"
      }
    }
    if (!out.empty()) {
      return out;
    }
  }
  if (places) {
    if (const auto* mention = place_at(token); mention != nullptr && !mention->place.country.empty()) {
      RoleFiller filler;
      filler.entity.code = mention->place.country;
      filler.entity.text = mention->place.text;
      filler.entity.span = mention->place.span;
      filler.kind = ActorKind::country;
      filler.token = token;
      filler.confidence = 0.8;
      filler.how = "the country of the place " + mention->place.text;
      out.push_back(std::move(filler));
      return out;
    }
    if (upos == Upos::NOUN && lists_->contains("deed-noun", lemma)) {
      // "condemned Israel's killing of the journalist", "the killing of the journalist by settlers": whose deed it is.
      for (const auto c : tree_->children(token)) {
        const bool doer = tree_->at(c).deprel == "nmod:poss" || (tree_->is(c, "nmod") && tree_->case_marker(c) == "by");
        for (const auto t : doer&& out.empty() ? tree_->conjuncts(c) : std::vector<std::uint32_t>()) {
          take(t, "whose deed it is", 0.9);
        }
        // "condemned the killing of villagers by rebels", with the rebels hung on the villagers
        if (out.empty() && tree_->is(c, "nmod") && tree_->case_marker(c) == "of") {
          for (const auto below : tree_->children(c)) {
            if (tree_->is(below, "nmod") && tree_->case_marker(below) == "by") {
              take(below, "whose deed it is", 0.85);
            }
          }
        }
        // "condemned the ban imposed by Burundi"
        const auto agent = out.empty() && tree_->at(c).deprel == "acl" ? tree_->child(c, "obl:agent") : no_token;
        if (agent != no_token) {
          take(agent, "whose deed it is", 0.9);
        }
      }
      return out;
    }
    // "the outskirts of Goma", "a market in Kabul": the people of the place that was hit.
    for (const auto c : tree_->children(token)) {
      if (!tree_->is(c, "nmod") || !out.empty()) {
        continue;
      }
      const auto marker = tree_->case_marker(c);
      if (marker == "of" || marker == "in" || marker == "near" || marker == "outside") {
        take(c, "where it stands", 0.8);
      }
    }
  }
  return out;
}

}  // namespace sitrep
