// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_SQLITE_SCHEMA_HPP
#define YORE_DETAIL_SQLITE_SCHEMA_HPP

#include <yore/detail/letter_case.hpp>
#include <yore/detail/model.hpp>
#include <yore/detail/sqlite/codec.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// The tables and statements of a model as text, constant expressions made from the struct. A store writes them when it
/// opens a table, with the same functions: at compile time two thousand letters would cost each model 0.1 s, so they
/// are written then only for a program that names them.
namespace yore::detail::sqlite {

/// One column of a history table, or a field that has none.
struct column_description {
    std::string_view field;
    unsigned suffix = 0;                 // told apart from another name by `_2` and so on
    const column_codec* codec = nullptr; // null: not stored
    std::int64_t ticks = 0;              // of an instant: per second; negative: seconds per tick
    bool is_key = false;
    bool counts = false; // a change of it is a change
    // What `codec` says too, but g++ compares no addresses in constant expressions when UndefinedBehaviorSanitizer is on.
    bool is_left_out = false, is_secret = false;
};

/// An earlier name of a field.
struct earlier_name {
    std::size_t column;
    std::string_view name;
};

/// What the store of a database must know of a model beyond what every store does.
struct table_description {
    const model* of;
    std::span<const column_description> columns; // `of->columns` of them
    std::span<const earlier_name> earlier;
    void (*make)(void* at);                                                        // T{}
    int (*bind_key)(sqlite3_stmt*, int first, const void* state, const void* key); // of the one that is not null
};

// ---- text

/// Counts characters, or writes them where it is told where.
struct text_writer {
    char* out = nullptr;
    std::size_t size = 0;

    constexpr text_writer& operator<<(char c) {
        if (out != nullptr) out[size] = c;
        ++size;
        return *this;
    }
    constexpr text_writer& operator<<(std::string_view text) {
        for (char c : text) *this << c;
        return *this;
    }
    constexpr text_writer& number(std::uint64_t n) {
        if (n >= 10) number(n / 10);
        return *this << static_cast<char>('0' + n % 10);
    }
    constexpr text_writer& name(std::string_view text, std::string_view ending = {}) {
        *this << '"';
        for (char c : text) {
            if (c == '"') *this << '"';
            *this << c;
        }
        return *this << ending << '"';
    }
    constexpr text_writer& literal(std::string_view text) {
        *this << '\'';
        for (char c : text) {
            if (c == '\'') *this << '\'';
            *this << c;
        }
        return *this << '\'';
    }
};

/// The name of a column as the struct gives it; at run time a file can say otherwise.
struct names_of_struct {
    std::span<const column_description> columns;
    constexpr void put(text_writer& w, std::size_t i) const {
        if (columns[i].suffix == 0) {
            w.name(columns[i].field);
            return;
        }
        char number[16]{'_'};
        text_writer ending{number, 1};
        ending.number(columns[i].suffix);
        w.name(columns[i].field, std::string_view(number, ending.size));
    }
    [[nodiscard]] constexpr bool has(std::size_t i) const { return !columns[i].is_left_out; }
};

inline constexpr std::string_view own_columns =
    "yore_id, yore_version, yore_back, yore_occurred_on, yore_commit, yore_operation";
inline constexpr int own_column_count = 6;
enum own_column : int { own_id, own_version, own_back, own_occurred_on, own_commit, own_operation };

/// Calls `f(name, is_difference)` for each column that a row lists behind the colon of `yore_operation`, and for `*`.
template <class F> void for_each_listed(std::string_view operation, F&& f) {
    const std::size_t colon = operation.find(':');
    if (colon == std::string_view::npos) return;
    operation.remove_prefix(colon + 1);
    while (!operation.empty()) {
        const std::size_t comma = operation.find(',');
        std::string_view name = operation.substr(0, comma);
        operation.remove_prefix(comma == std::string_view::npos ? operation.size() : comma + 1);
        const bool is_difference = name.substr(0, 1) == "~";
        if (is_difference) name.remove_prefix(1);
        f(name, is_difference);
    }
}

constexpr void write_create(text_writer& w, std::string_view table, std::span<const column_description> columns) {
    w << "CREATE TABLE IF NOT EXISTS ";
    w.name(table, "_history") << " (\n"
                                 "  yore_id INTEGER PRIMARY KEY,\n" // the order of recording, over all models
                                 "  yore_version INTEGER NOT NULL,\n"
                                 "  yore_back INTEGER,\n" // the version before has an id so much smaller
                                 "  yore_occurred_on INTEGER NOT NULL,\n" // microseconds since 1970
                                 "  yore_commit INTEGER NOT NULL REFERENCES yore_commit(id),\n"
                                 "  yore_operation TEXT"; // see table::read_operation
    const names_of_struct names{columns};
    for (std::size_t i = 0; i != columns.size(); ++i)
        if (!columns[i].is_left_out) {
            w << ",\n  ";
            names.put(w, i);
            if (!columns[i].codec->type.empty()) w << ' ' << columns[i].codec->type;
        }
    w << "\n)";
}

/// Where an entity's rows begin, newest first. A key that can be NULL is found by an index, which takes NULL.
constexpr void write_create_latest(
    text_writer& w, std::string_view table, std::span<const column_description> columns) {
    const names_of_struct names{columns};
    const auto keys = [&] {
        bool first = true;
        for (std::size_t i = 0; i != columns.size(); ++i)
            if (columns[i].is_key) {
                if (!first) w << ", ";
                first = false;
                names.put(w, i);
            }
    };
    bool nullable = false;
    w << "CREATE TABLE IF NOT EXISTS ";
    w.name(table, "_latest") << " (";
    for (std::size_t i = 0; i != columns.size(); ++i)
        if (columns[i].is_key) {
            names.put(w, i);
            if (!columns[i].codec->type.empty()) w << ' ' << columns[i].codec->type;
            w << ", ";
            nullable = nullable || columns[i].codec->is_null != nullptr;
        }
    w << "yore_id INTEGER NOT NULL";
    if (nullable) {
        w << "); CREATE INDEX IF NOT EXISTS ";
        w.name(table, "_latest_key") << " ON ";
        w.name(table, "_latest") << " (";
        keys();
        w << ')';
    } else {
        w << ", PRIMARY KEY (";
        keys();
        w << ")) WITHOUT ROWID";
    }
}

template <class Names> constexpr void write_insert(
    text_writer& w, std::string_view table, std::size_t columns, const Names& names) {
    w << "INSERT INTO ";
    w.name(table, "_history") << " (" << own_columns;
    for (std::size_t i = 0; i != columns; ++i)
        if (names.has(i)) {
            w << ", ";
            names.put(w, i);
        }
    w << ") VALUES (?";
    for (int i = 1; i != own_column_count; ++i) w << ", ?";
    for (std::size_t i = 0; i != columns; ++i)
        if (names.has(i)) w << ", ?";
    w << ')';
}

/// Without a condition, which each question adds.
template <class Names> constexpr void write_select(
    text_writer& w, std::string_view table, std::size_t columns, const Names& names) {
    w << "SELECT " << own_columns;
    for (std::size_t i = 0; i != columns; ++i)
        if (names.has(i)) {
            w << ", ";
            names.put(w, i);
        }
    w << " FROM ";
    w.name(table, "_history");
}

/// An instant as ISO 8601 text in UTC; `column` writes where it stands.
template <class Column> constexpr void write_instant(text_writer& w, std::int64_t ticks, const Column& column) {
    const auto value = [&]() -> text_writer& {
        column(w);
        return w;
    };
    if (ticks < 0) {
        w << (ticks % 86400 == 0 ? "strftime('%Y-%m-%d', " : "strftime('%Y-%m-%dT%H:%M:%SZ', ");
        value() << " * ";
        w.number(static_cast<std::uint64_t>(-ticks)) << ", 'unixepoch')";
    } else if (ticks == 1) {
        w << "strftime('%Y-%m-%dT%H:%M:%SZ', ";
        value() << ", 'unixepoch')";
    } else {
        std::size_t digits = 0;
        for (std::int64_t n = ticks; n > 1; n /= 10) ++digits;
        const auto fraction = [&] {
            w << "((";
            value() << " % ";
            w.number(static_cast<std::uint64_t>(ticks)) << " + ";
            w.number(static_cast<std::uint64_t>(ticks)) << ") % ";
            w.number(static_cast<std::uint64_t>(ticks)) << ')';
        };
        w << "strftime('%Y-%m-%dT%H:%M:%S', (";
        value() << " - ";
        fraction();
        w << ") / ";
        w.number(static_cast<std::uint64_t>(ticks)) << ", 'unixepoch') || printf('.%0";
        w.number(digits) << "dZ', ";
        fraction();
        w << ')';
    }
}

/// The history for people: one row for each version, times as text, who and why beside it.
template <class Names>
constexpr void write_view(
    text_writer& w, std::string_view table, std::span<const column_description> columns, const Names& names) {
    w << "CREATE VIEW IF NOT EXISTS ";
    w.name(table, "_timeline") << " AS SELECT ";
    write_instant(w, 1'000'000, [](text_writer& to) { to << "h.yore_occurred_on"; });
    w << " AS occurred_on";
    for (std::size_t i = 0; i != columns.size(); ++i)
        if (columns[i].is_key) {
            w << ", h.";
            names.put(w, i);
        }
    w << ", h.yore_version AS version, ifnull(substr(h.yore_operation, 1, 7 + (h.yore_operation LIKE 're%')), "
         "'updated') AS operation, "
         "c.actor, c.reason, CASE WHEN substr(h.yore_operation, 1, 7) IN ('created', 'deleted', 'restore') THEN NULL "
         "WHEN instr(h.yore_operation, ':') THEN replace(ltrim(substr(h.yore_operation, instr(h.yore_operation, ':') "
         "+ 1), '*,'), '~', '') "
         "ELSE rtrim(''";
    for (std::size_t i = 0; i != columns.size(); ++i)
        if (names.has(i) && columns[i].counts && !columns[i].is_key) {
            w << " || CASE WHEN h.";
            names.put(w, i);
            w << " IS NULL THEN '' ELSE ";
            const std::size_t at = w.size;
            names.put(w, i); // "name" to 'name,'
            if (w.out != nullptr) {
                for (std::size_t k = at; k != w.size; ++k)
                    if (w.out[k] == '\'') w.out[k] = '_'; // cannot stand in a name that C++ gives
                w.out[at] = '\'';
                w.out[w.size - 1] = ',';
            }
            w << "' END";
        }
    w << ", ',') END AS changed";
    for (std::size_t i = 0; i != columns.size(); ++i)
        if (names.has(i) && !columns[i].is_key) {
            const auto value = [&](text_writer& to) {
                to << "h.";
                names.put(to, i);
            };
            w << ", ";
            if (columns[i].is_secret) {
                w << "CASE WHEN ";
                value(w);
                w << " IS NULL THEN NULL ELSE '[REDACTED]' END";
            } else if (columns[i].ticks != 0) write_instant(w, columns[i].ticks, value);
            else {
                value(w);
                continue;
            }
            w << " AS ";
            names.put(w, i);
        }
    w << " FROM ";
    w.name(table, "_history") << " AS h JOIN yore_commit AS c ON c.id = h.yore_commit";
}

template <std::size_t Size> struct made_text {
    std::array<char, Size> text{};
    [[nodiscard]] constexpr std::string_view view() const { return {text.data(), Size}; }
};

/// Text of exactly the size that it has; `Write` is called twice.
template <class Write> consteval auto make_text() {
    constexpr std::size_t size = [] {
        text_writer w;
        Write{}(w);
        return w.size;
    }();
    made_text<size> out;
    text_writer w{out.text.data()};
    Write{}(w);
    return out;
}
/// The same at run time.
template <class Write> std::string text_from(const Write& write) {
    text_writer counter;
    write(counter);
    std::string out(counter.size, ' ');
    text_writer w{out.data()};
    write(w);
    return out;
}

// ---- the description of a struct

template <class V> constexpr std::int64_t ticks_of() {
    if constexpr (is_optional<V>) return ticks_of<typename V::value_type>();
    else if constexpr (is_instant<V>) {
        if constexpr (!std::is_integral_v<typename V::rep> ||
                      !std::is_same_v<typename V::clock, std::chrono::system_clock>)
            return 0;
        else if constexpr (V::period::num == 1) {
            std::int64_t power = V::period::den;
            while (power % 10 == 0) power /= 10;
            return power == 1 ? V::period::den : 0;
        } else return V::period::den == 1 ? -static_cast<std::int64_t>(V::period::num) : 0;
    } else return 0;
}

/// `name` with `_suffix` is `other`.
constexpr bool is_suffixed(std::string_view name, unsigned suffix, std::string_view other) {
    std::size_t digits = 1;
    for (unsigned n = suffix; n >= 10; n /= 10) ++digits;
    if (other.size() != name.size() + 1 + digits || !same_but_for_case(name, other.substr(0, name.size())) ||
        other[name.size()] != '_')
        return false;
    for (std::size_t i = other.size(); i-- > name.size() + 1; suffix /= 10)
        if (other[i] != static_cast<char>('0' + suffix % 10)) return false;
    return true;
}

/// The same for names that SQLite takes for the same; different for most others.
constexpr std::uint32_t name_hash(std::string_view name) {
    std::uint32_t out = 2166136261U; // FNV-1a
    for (char c : name) out = (out ^ static_cast<unsigned char>(folded(c))) * 16777619U;
    return out;
}

/// SQLite does not tell names apart by case, and some are the store's own. Compares numbers first: clang limits the
/// steps of a constant expression, and two hundred fields have many pairs.
template <std::size_t N> constexpr void tell_names_apart(std::array<column_description, N>& columns) {
    std::uint32_t hashes[N]{};
    for (std::size_t i = 0; i != N; ++i) {
        const std::string_view field = columns[i].field;
        hashes[i] = name_hash(field);
        unsigned earlier = 0;
        for (std::size_t k = 0; k != i; ++k)
            if (hashes[k] == hashes[i])
                earlier += same_but_for_case(columns[k].field, field) && !columns[k].is_left_out;
        for (std::string_view own :
            {"yore_id", "yore_version", "yore_operation", "yore_occurred_on", "yore_commit", "yore_back"})
            earlier += same_but_for_case(own, field);
        if (earlier == 0) continue;
        columns[i].suffix = earlier + 1;
        const auto is_taken = [&] {
            for (const column_description& other : columns)
                if (is_suffixed(field, columns[i].suffix, other.field)) return true;
            return false;
        };
        while (is_taken()) ++columns[i].suffix;
    }
}

template <class T> constexpr auto describe_columns() {
    constexpr const model& m = model_of<T>;
    std::array<column_description, m.columns> out{};
    std::size_t i = 0;
    constexpr auto ignored = fields_under<T, ignore>;
    constexpr auto redacted = fields_under<T, redact>;
    const auto one = [&]<class V>(types<V>) {
        out[i].field = field_names<T>[i];
        out[i].is_key = key_fields<T>.contains(i);
        out[i].counts = m.recorded.contains(i);
        out[i].is_secret = redacted.contains(i);
        out[i].is_left_out = !redacted.contains(i) && (ignored.contains(i) || i == audit_index<T>);
        if (out[i].is_secret) out[i].codec = &digest_codec::codec;
        else if (!out[i].is_left_out) {
            out[i].codec = &codec_of<V>();
            out[i].ticks = ticks_of<V>();
        }
        ++i;
    };
    [&]<class... V>(types<V...>) { (one(types<std::remove_cv_t<V>>{}), ...); }(typename reflected<T>::types{});
    if constexpr (audit_index<T> != no_field) {
        using audit = typename audit_source<T>::type;
        using user = decltype(audit::created_by);
        const column_codec& when = codec_of<timestamp>();
        out[i] = {"created_on", 0, &when, 1'000'000};
        out[i + 1] = {"modified_on", 0, &when, 1'000'000};
        out[i + 2] = {"created_by", 0, &codec_of<user>()};
        out[i + 3] = {"modified_by", 0, &codec_of<user>()};
    }
    tell_names_apart(out);
    return out;
}

template <class T, class Rule> struct earlier_names_in {
    static constexpr std::array<earlier_name, 0> value{};
};
template <class T, auto Member, fixed_string... Names> struct earlier_names_in<T, was<Member, Names...>> {
    template <fixed_string Name> static constexpr fixed_string kept = Name;
    static constexpr std::array<earlier_name, sizeof...(Names)> value{
        {{index_or_none<T, Member>(), kept<Names>.view()}...}};
};
template <class T, class... Rules> constexpr auto earlier_names(types<Rules...>) {
    std::array<earlier_name, (std::size_t{0} + ... + earlier_names_in<T, Rules>::value.size())> out{};
    std::size_t n = 0;
    [[maybe_unused]] const auto add = [&](const auto& names) {
        for (const earlier_name& one : names) out[n++] = one;
    };
    (add(earlier_names_in<T, Rules>::value), ...);
    return out;
}

template <class T, class Engine> struct description_functions {
    static constexpr auto columns = describe_columns<T>();
    static constexpr auto earlier = earlier_names<T>(rules_of<T>{});

    static void make(void* at) {
        static_assert(std::is_default_constructible_v<T>,
            "yore: a model in a database needs a default constructor, its states are made from rows; add one");
        new (at) T{};
    }
    static int bind_key(sqlite3_stmt* s, int first, const void* state, const void* key) {
        const auto bind_one = [&](int at, const auto& value) {
            return codec_of<std::remove_cvref_t<decltype(value)>>().bind(s, at, &value, binding::natural);
        };
        const auto bind_all = [&](const key_of<T>& k) {
            if constexpr (key_pointers<T>::size == 1) return bind_one(first, k);
            else return bind_tuple(s, first, k, std::make_index_sequence<key_pointers<T>::size>{});
        };
        if (state == nullptr) return bind_all(*static_cast<const key_of<T>*>(key));
        return bind_pointers(s, first, *static_cast<const T*>(state), key_pointers<T>{});
    }
    template <std::size_t... I> static int bind_tuple(
        sqlite3_stmt* s, int first, const key_of<T>& k, std::index_sequence<I...>) {
        int worst = SQLITE_OK;
        const auto one = [&](int at, const auto& value) {
            if (worst == SQLITE_OK)
                worst = codec_of<std::remove_cvref_t<decltype(value)>>().bind(s, at, &value, binding::natural);
        };
        (one(first + static_cast<int>(place<I>()), std::get<I>(k)), ...);
        return worst;
    }
    template <auto... P> static int bind_pointers(sqlite3_stmt* s, int first, const T& state, pointers<P...>) {
        int worst = SQLITE_OK;
        const auto one = [&](int at, const auto& value) {
            if (worst == SQLITE_OK)
                worst = codec_of<std::remove_cvref_t<decltype(value)>>().bind(s, at, &value, binding::natural);
        };
        std::size_t i = 0;
        (one(first + static_cast<int>(places()[i++]), state.*P), ...);
        return worst;
    }
    /// Where the parts of the key stand among the key columns, which are in the order of the fields.
    static constexpr auto places() { return places_of(key_pointers<T>{}); }
    template <auto... P> static constexpr auto places_of(pointers<P...>) {
        constexpr std::array<std::size_t, sizeof...(P)> fields{index_or_none<T, P>()...};
        std::array<std::size_t, sizeof...(P)> out{};
        for (std::size_t i = 0; i != out.size(); ++i)
            for (std::size_t other : fields) out[i] += other < fields[i];
        return out;
    }
    template <std::size_t I> static constexpr std::size_t place() { return places()[I]; }

    static constexpr table_description made{&model_of<T>, columns, earlier, &make, &bind_key};
};

template <class T, class Engine = engine_tag<T>> inline constexpr const table_description& description_of =
    description_functions<T, Engine>::made;

// ---- the texts of a struct, for who names them

template <class T, class Engine = engine_tag<T>> struct create_text {
    constexpr void operator()(text_writer& w) const {
        write_create(w, table_name<T>, description_of<T, Engine>.columns);
    }
};
template <class T, class Engine = engine_tag<T>> struct create_latest_text {
    constexpr void operator()(text_writer& w) const {
        write_create_latest(w, table_name<T>, description_of<T, Engine>.columns);
    }
};
template <class T, class Engine = engine_tag<T>> struct create_view_text {
    constexpr void operator()(text_writer& w) const {
        const auto columns = description_of<T, Engine>.columns;
        write_view(w, table_name<T>, columns, names_of_struct{columns});
    }
};
template <class T, class Engine = engine_tag<T>> struct insert_text {
    constexpr void operator()(text_writer& w) const {
        const auto columns = description_of<T, Engine>.columns;
        write_insert(w, table_name<T>, columns.size(), names_of_struct{columns});
    }
};
template <class T, class Engine = engine_tag<T>> struct select_text {
    constexpr void operator()(text_writer& w) const {
        const auto columns = description_of<T, Engine>.columns;
        write_select(w, table_name<T>, columns.size(), names_of_struct{columns});
    }
};
template <class Write> inline constexpr auto kept_text = make_text<Write>();

// ---- what all models share

inline constexpr std::string_view create_common =
    "CREATE TABLE IF NOT EXISTS yore_meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS yore_model (id INTEGER PRIMARY KEY, history TEXT NOT NULL UNIQUE);\n"
    // Who and why. A commit of several versions has a row of its own, with the id of the first one; commits of one
    // version share a row. Where `recorded_on` is NULL, it is when the version occurred.
    "CREATE TABLE IF NOT EXISTS yore_commit (id INTEGER PRIMARY KEY, first INTEGER, recorded_on INTEGER, actor TEXT, "
    "actor_name TEXT, reason TEXT, "
    "correlation_id TEXT, entry_point TEXT, request TEXT, extra TEXT);\n"
    "CREATE INDEX IF NOT EXISTS yore_commit_actor ON yore_commit (actor) WHERE actor IS NOT NULL;\n"
    "CREATE INDEX IF NOT EXISTS yore_commit_reason ON yore_commit (reason) WHERE reason IS NOT NULL;\n"
    "CREATE INDEX IF NOT EXISTS yore_commit_correlation ON yore_commit (correlation_id) WHERE correlation_id IS NOT "
    "NULL;\n"
    // In which stretches of 1024 ids a commit's row is used; which times such a stretch spans and which columns it
    // changes.
    "CREATE TABLE IF NOT EXISTS yore_activity (model INTEGER, commit_id INTEGER, stretch INTEGER, PRIMARY KEY (model, "
    "commit_id, stretch)) "
    "WITHOUT ROWID;\n"
    "CREATE TABLE IF NOT EXISTS yore_period (model INTEGER, stretch INTEGER, earliest INTEGER, latest INTEGER, changed "
    "TEXT, PRIMARY KEY (model, stretch)) "
    "WITHOUT ROWID;\n";

inline constexpr std::int64_t format_version = 1;

} // namespace yore::detail::sqlite

#endif
