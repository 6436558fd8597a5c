// SPDX-License-Identifier: BSL-1.0
#ifndef YORE_DETAIL_MODEL_HPP
#define YORE_DETAIL_MODEL_HPP

#include <yore/commit.hpp>
#include <yore/detail/audit_fields.hpp>
#include <yore/detail/key_hash.hpp>
#include <yore/detail/redaction.hpp>
#include <yore/detail/value_column.hpp>
#include <yore/detail/wide_set.hpp>
#include <yore/diff.hpp>
#include <yore/policy.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// What a store must be able to do with the states of a model: one constant per model, made from the struct. Rules and
/// stores are written once against it, so another model costs the compiler only what is listed here.
namespace yore::detail {

/// The four audit fields as an object; one constant per type of them, whatever the model.
struct audit_operations {
    std::size_t size, alignment;
    void (*copy)(void* to, const void* from); // makes one; from null: with initial values
    void (*destroy)(void*);
    void (*assign)(void* to, const void* from);
    void (*stamp)(void*, operation, timestamp, const std::optional<actor>*);
    unsigned (*compare)(const void*, const void*); // a bit for each of the four that differ
};

/// Where the values of a column are.
struct column {
    const column_operations* operations = nullptr;
    std::uint32_t offset = 0; // in the state, in the audit object, or in the digests
    column_source source = column_source::state;
};

struct model {
    std::string_view name;
    std::string_view table;
    std::size_t fields;
    std::size_t columns; // the fields, and behind them the four parts of an AuditFields member
    std::size_t size, alignment;
    std::size_t digests; // redacted fields
    wide_set recorded;   // fields whose changes count: neither ignored nor audit fields
    wide_set untracked, redacted;
    std::size_t audit[4]; // columns of the four
    bool ignores_inside;  // structs inside have ignored fields
    bool needs_reason;
    bool full_rows;                  // for databases
    const audit_operations* audited; // null without audit fields

    void (*compare)(const void* a, const void* b, wide_set& differing);
    void (*copy)(void* to, const void* from);
    void (*destroy)(void*);
    void (*storable)(void* state);                                               // null when all may be kept
    void (*make_digests)(const digest& key, const void* state, digest* digests); // null without redacted fields
    std::uint32_t (*audit_offset)(const void* state);
    void (*describe)(const void* state, column* out);
    const void* (*key_at)(const void* state);
    const key_operations* keys;

    [[nodiscard]] std::uint64_t hash_state(const void* state) const { return keys->hash(key_at(state)); }
    [[nodiscard]] std::uint64_t hash_key(const void* key) const { return keys->hash_key(key); }
    [[nodiscard]] bool same_key(const void* state, const void* other) const {
        return keys->same(key_at(state), key_at(other));
    }
    [[nodiscard]] bool has_key(const void* state, const void* key) const { return keys->has(key_at(state), key); }
    [[nodiscard]] bool less(const void* state, const void* other) const {
        return keys->less(key_at(state), key_at(other));
    }
    [[nodiscard]] std::string key_text(const void* state, const void* key) const { // of the one that is not null
        return state != nullptr ? keys->text(key_at(state)) : keys->text_of_key(key);
    }
};

// ---- how the constant is made

template <class User> User user_from(const actor& who) {
    if constexpr (std::is_same_v<User, actor>) return who;
    else if constexpr (has_custom_from_text<User>) {
        std::optional<User> user = value_traits<User>::from_text(who.id);
        if (!user)
            throw error("yore: the actor id \"" + who.id + "\" is not a " + std::string(type_name<User>) +
                        "; see its value_traits");
        return std::move(*user);
    } else {
        static_assert(std::is_constructible_v<User, const std::string&>,
            "yore: the audit fields cannot be made from an actor; use std::string or yore::actor as User, or "
            "specialise "
            "yore::value_traits for it with a function from_text");
        return User(who.id);
    }
}

/// A set of fields of any model from one of T, and back.
template <std::size_t Words> constexpr wide_set widen(const set_words<Words>& from) {
    wide_set out;
    copy_words(from, out);
    return out;
}
template <class T> constexpr field_set<T> narrow(const wide_set& from) {
    field_set<T> out;
    copy_words(from, out);
    return out;
}

template <class Audit> struct audit_functions {
    using user = typename decltype(std::declval<Audit>().created_by)::value_type;

    static void copy(void* to, const void* from) {
        if (from == nullptr) new (to) Audit{};
        else new (to) Audit(*static_cast<const Audit*>(from));
    }
    static void destroy(void* at) { static_cast<Audit*>(at)->~Audit(); }
    static void assign(void* to, const void* from) { *static_cast<Audit*>(to) = *static_cast<const Audit*>(from); }

    /// The audit fields of a new version; the old ones come from the store, whatever the caller put there.
    static void stamp(void* at, operation op, timestamp when, const std::optional<actor>* who) {
        Audit& audit = *static_cast<Audit*>(at);
        if (op == operation::deleted) return;
        if (op == operation::created) {
            audit = Audit{};
            audit.created_on = when;
        }
        audit.modified_on = when;
        if (who == nullptr || !*who) return;
        user named = detail::user_from<user>(**who);
        if (op == operation::created) audit.created_by = named;
        audit.modified_by = std::move(named);
    }
    static unsigned compare(const void* a, const void* b) {
        const Audit &x = *static_cast<const Audit*>(a), &y = *static_cast<const Audit*>(b);
        return (x.created_on != y.created_on ? 1U : 0U) | (x.modified_on != y.modified_on ? 2U : 0U) |
               (!detail::equal(x.created_by, y.created_by) ? 4U : 0U) |
               (!detail::equal(x.modified_by, y.modified_by) ? 8U : 0U);
    }
    static constexpr audit_operations operations{
        sizeof(Audit), alignof(Audit), &copy, &destroy, &assign, &stamp, &compare};
};

inline std::uint32_t distance(const void* from, const void* to) {
    return static_cast<std::uint32_t>(static_cast<const std::byte*>(to) - static_cast<const std::byte*>(from));
}

inline std::uint32_t no_offset(const void*) { return 0; }

template <std::size_t... I, class... V>
void describe_fields(
    const void* state, const tied<std::index_sequence<I...>, const V...>& fields, [[maybe_unused]] column* out) {
    const std::byte* const begin = static_cast<const std::byte*>(state);
    ((out[I] = {column_operations_for<V>,
          static_cast<std::uint32_t>(
              reinterpret_cast<const std::byte*>(static_cast<const tied_field<I, const V>&>(fields).at) - begin)}),
        ...);
}

template <class T, class Engine> struct model_functions {
    static void compare(const void* a, const void* b, wide_set& out) {
        copy_words(changed_fields(*static_cast<const T*>(a), *static_cast<const T*>(b)), out);
    }
    static void copy(void* to, const void* from) {
        const T& state = *static_cast<const T*>(from);
        if constexpr (model_shares<T>) new (to) T(detail::clone(state));
        else new (to) T(state);
    }
    static void destroy(void* at) { static_cast<T*>(at)->~T(); }
    static void storable(void* at) { detail::make_storable(*static_cast<T*>(at)); }
    static void make_digests(const digest& key, const void* at, digest* out) {
        detail::digest_fields(key, *static_cast<const T*>(at), out);
    }
    static std::uint32_t audit_offset(const void* at) {
        return detail::distance(at, &detail::audit_of(*static_cast<const T*>(at)));
    }

    static void describe(const void* at, column* out) {
        detail::describe_fields(at, reflected<T>::tie(*static_cast<const T*>(at)), out);
        if constexpr (!audit_fields_of<T>().empty() || redacted_count<T> != 0) describe_special(at, out);
    }
    static void describe_special(const void* at, column* out) {
        std::uint32_t digests = 0, audit = 0;
        if constexpr (is_audited<T>) audit = audit_offset(at);
        for (std::size_t i = 0; i != reflected<T>::count; ++i) {
            if (fields_under<T, redact>.contains(i)) {
                out[i] = {&plain_column<sizeof(digest)>::operations, digests, column_source::digest};
                digests += sizeof(digest);
            } else if (audit_fields_of<T>().contains(i)) {
                if constexpr (audit_index<T> != no_field) out[i].operations = &plain_column<0>::operations;
                else out[i] = {out[i].operations, out[i].offset - audit, column_source::audit};
            }
        }
        if constexpr (audit_index<T> != no_field) {
            const auto& four = detail::audit_of(*static_cast<const T*>(at));
            std::size_t i = reflected<T>::count;
            auto add = [&](const auto& value) {
                out[i++] = {column_operations_for<std::remove_cvref_t<decltype(value)>>,
                    detail::distance(&four, &value), column_source::audit};
            };
            add(four.created_on), add(four.modified_on), add(four.created_by), add(four.modified_by);
        }
    }

    static constexpr void find_audit_columns(std::size_t (&out)[4]) {
        if constexpr (audit_index<T> != no_field)
            for (std::size_t i = 0; i != 4; ++i) out[i] = reflected<T>::count + i;
        else if constexpr (is_audited<T>) {
            using base = typename audit_source<T>::type;
            out[0] = index_of<T, &base::created_on>();
            out[1] = index_of<T, &base::modified_on>();
            out[2] = index_of<T, &base::created_by>();
            out[3] = index_of<T, &base::modified_by>();
        }
    }
    static constexpr const audit_operations* audit() {
        if constexpr (is_audited<T>) return &audit_functions<typename audit_source<T>::type>::operations;
        else return nullptr;
    }

    static constexpr model make() {
        model m{};
        m.name = type_name<T>;
        m.table = table_name<T>;
        m.fields = reflected<T>::count;
        m.columns = m.fields + (audit_index<T> != no_field ? 4 : 0);
        m.size = sizeof(T);
        m.alignment = alignof(T);
        m.digests = redacted_count<T>;
        m.recorded.insert_first(m.fields);
        m.recorded = m.recorded - widen(uncompared<T>);
        m.untracked = widen(fields_under<T, untracked>);
        m.redacted = widen(fields_under<T, redact>);
        find_audit_columns(m.audit);
        m.needs_reason = reason_is_required<T>;
        m.full_rows = wants_full_rows<T>;
        m.audited = audit();
        m.compare = &compare;
        m.copy = &copy;
        m.destroy = &destroy;
        m.ignores_inside = contents_of_model<T>.ignored;
        if constexpr (contents_of_model<T>.ignored || !(fields_under<T, redact> | fields_under<T, ignore>).empty())
            m.storable = &storable;
        if constexpr (redacted_count<T> != 0) m.make_digests = &make_digests;
        if constexpr (is_audited<T>) m.audit_offset = &audit_offset;
        else m.audit_offset = &no_offset;
        m.describe = &describe;
        using keys = key_functions<T, key_pointers<T>>;
        m.key_at = &keys::at;
        m.keys = keys::operations;
        return m;
    }
};

/// What stores know of T. Its address identifies T in one program; the engine is part of its name.
template <class T, class Engine = engine_tag<T>> inline constexpr model model_of = model_functions<T, Engine>::make();

// ---- objects whose type only the model knows

/// A state of its own.
class state_copy {
public:
    state_copy() = default;
    state_copy(const model& m, const void* from)
        : model_(&m), at_(::operator new(m.size, std::align_val_t{m.alignment})) {
        try {
            m.copy(at_, from);
        } catch (...) {
            ::operator delete(at_, std::align_val_t{m.alignment});
            throw;
        }
    }
    state_copy(state_copy&& other) noexcept : model_(other.model_), at_(std::exchange(other.at_, nullptr)) {}
    state_copy& operator=(state_copy&& other) noexcept {
        std::swap(model_, other.model_);
        std::swap(at_, other.at_);
        return *this;
    }
    ~state_copy() {
        if (at_ == nullptr) return;
        model_->destroy(at_);
        ::operator delete(at_, std::align_val_t{model_->alignment});
    }
    [[nodiscard]] void* get() const { return at_; }

private:
    const model* model_ = nullptr;
    void* at_ = nullptr;
};

/// The four audit fields of its own; small ones without an allocation.
class audit_copy {
public:
    audit_copy() = default;
    audit_copy(const audit_copy&) = delete;
    audit_copy& operator=(const audit_copy&) = delete;
    ~audit_copy() {
        if (operations_ == nullptr) return;
        operations_->destroy(at_);
        if (at_ != small_) ::operator delete(at_, std::align_val_t{operations_->alignment});
    }
    void make(const audit_operations& o, const void* from) {
        const bool fits = o.size <= sizeof small_ && o.alignment <= alignof(std::max_align_t);
        at_ = fits ? small_ : ::operator new(o.size, std::align_val_t{o.alignment});
        try {
            o.copy(at_, from);
        } catch (...) {
            if (!fits) ::operator delete(at_, std::align_val_t{o.alignment});
            throw;
        }
        operations_ = &o;
    }
    [[nodiscard]] void* get() { return at_; }
    [[nodiscard]] const void* get() const { return at_; }

private:
    const audit_operations* operations_ = nullptr;
    void* at_ = nullptr;
    alignas(std::max_align_t) std::byte small_[128];
};

} // namespace yore::detail

#endif
