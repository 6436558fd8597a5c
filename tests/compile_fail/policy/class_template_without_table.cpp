// SPDX-License-Identifier: BSL-1.0
// expect: yore: a model that is a class template must name its table, its instances would share one; add yore::table<"name"> to its audit_policy
#include <yore/yore.hpp>

#include <cstdint>

template <class V> struct Measured {
    std::int64_t id;
    V value;
#ifndef YORE_BAD
    using audit_policy = yore::policy<yore::table<"measured">>;
#endif
};

using Machine = Measured<double>;

yore::history<Machine> machines;
