// SPDX-License-Identifier: BSL-1.0
/// A file system of SQLite on which any operation can be made to fail.
#ifndef YORE_TESTS_SQLITE_FAULTY_FILE_SYSTEM_HPP
#define YORE_TESTS_SQLITE_FAULTY_FILE_SYSTEM_HPP

#include <sqlite3.h>

#include <cstddef>
#include <functional>
#include <set>
#include <string>

namespace sqlite_tests {

/// The operations that can fail, each with the code of its failure.
enum class operation_of_files : int {
    open = SQLITE_CANTOPEN,
    read = SQLITE_IOERR_READ,
    write = SQLITE_IOERR_WRITE,
    truncate = SQLITE_IOERR_TRUNCATE,
    sync = SQLITE_IOERR_FSYNC,
    size = SQLITE_IOERR_FSTAT,
    lock = SQLITE_IOERR_LOCK,
    remove = SQLITE_IOERR_DELETE,
    access = SQLITE_IOERR_ACCESS,
    share = SQLITE_IOERR_SHMMAP,
};

/// While it lives, SQLite's default file system, on top of the one that was it before. One at a time; for one thread.
/// It never waits for the disk.
class faulty_file_system {
public:
    /// Asked before each operation: what it returns, `SQLITE_OK` or the code of its failure.
    using question = std::function<int(operation_of_files, const std::string& path)>;

    faulty_file_system() : real_(sqlite3_vfs_find(nullptr)), own_{} {
        current_ = this;
        own_.iVersion = 2;
        own_.szOsFile = static_cast<int>(sizeof(file)) + real_->szOsFile;
        own_.mxPathname = real_->mxPathname;
        own_.zName = "yore_faulty";
        own_.xOpen = [](sqlite3_vfs*, const char* path, sqlite3_file* at, int flags, int* out) {
            return current_->open(path, at, flags, out);
        };
        own_.xDelete = [](sqlite3_vfs*, const char* path, int sync) {
            const int code = current_->ask(operation_of_files::remove, path);
            return code != SQLITE_OK ? code : current_->real_->xDelete(current_->real_, path, sync);
        };
        own_.xAccess = [](sqlite3_vfs*, const char* path, int flags, int* out) {
            const int code = current_->ask(operation_of_files::access, path);
            return code != SQLITE_OK ? code : current_->real_->xAccess(current_->real_, path, flags, out);
        };
        own_.xFullPathname = [](sqlite3_vfs*, const char* path, int size, char* out) {
            return current_->real_->xFullPathname(current_->real_, path, size, out);
        };
        own_.xRandomness = [](sqlite3_vfs*, int size, char* out) {
            return current_->real_->xRandomness(current_->real_, size, out);
        };
        own_.xSleep = [](sqlite3_vfs*, int microseconds) {
            return current_->real_->xSleep(current_->real_, microseconds);
        };
        own_.xCurrentTime = [](sqlite3_vfs*, double* out) {
            return current_->real_->xCurrentTime(current_->real_, out);
        };
        own_.xGetLastError = [](sqlite3_vfs*, int size, char* out) {
            return current_->real_->xGetLastError(current_->real_, size, out);
        };
        own_.xCurrentTimeInt64 = [](sqlite3_vfs*, sqlite3_int64* out) {
            return current_->real_->xCurrentTimeInt64(current_->real_, out);
        };
        sqlite3_vfs_register(&own_, 1);
    }
    faulty_file_system(const faulty_file_system&) = delete;
    faulty_file_system& operator=(const faulty_file_system&) = delete;
    ~faulty_file_system() {
        sqlite3_vfs_unregister(&own_);
        sqlite3_vfs_register(real_, 1);
    }

    /// Lets operations fail as the answers say.
    void ask(question q) { question_ = std::move(q); }
    /// Lets all succeed again.
    void mend() { question_ = nullptr; }
    /// A write that fails has written half of its bytes before.
    void write_half() { writes_half_ = true; }

private:
    struct file {
        sqlite3_file base;
        sqlite3_io_methods methods;
        std::string* path;
        [[nodiscard]] sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
    };
    static file* of(sqlite3_file* at) { return reinterpret_cast<file*>(at); }
    static sqlite3_file* real_of(sqlite3_file* at) { return of(at)->real(); }
    static int ask_about(sqlite3_file* at, operation_of_files what) { return current_->ask(what, *of(at)->path); }

    [[nodiscard]] int ask(operation_of_files what, const std::string& path) const {
        return question_ ? question_(what, path) : SQLITE_OK;
    }

    int open(const char* path, sqlite3_file* at, int flags, int* out) {
        file* const f = of(at);
        f->base.pMethods = nullptr;
        const std::string name = path == nullptr ? "temporary" : path;
        if (const int code = ask(operation_of_files::open, name); code != SQLITE_OK) return code;
        if (const int code = real_->xOpen(real_, path, f->real(), flags, out); code != SQLITE_OK) return code;
        f->path = new std::string(name);
        f->methods = *f->real()->pMethods;
        sqlite3_io_methods& m = f->methods;
        m.xClose = [](sqlite3_file* x) {
            delete of(x)->path;
            return real_of(x)->pMethods->xClose(real_of(x));
        };
        m.xRead = [](sqlite3_file* x, void* to, int size, sqlite3_int64 offset) {
            const int code = ask_about(x, operation_of_files::read);
            return code != SQLITE_OK ? code : real_of(x)->pMethods->xRead(real_of(x), to, size, offset);
        };
        m.xWrite = [](sqlite3_file* x, const void* from, int size, sqlite3_int64 offset) {
            const int code = ask_about(x, operation_of_files::write);
            if (code == SQLITE_OK) return real_of(x)->pMethods->xWrite(real_of(x), from, size, offset);
            if (current_->writes_half_) real_of(x)->pMethods->xWrite(real_of(x), from, size / 2, offset);
            return code;
        };
        m.xTruncate = [](sqlite3_file* x, sqlite3_int64 size) {
            const int code = ask_about(x, operation_of_files::truncate);
            return code != SQLITE_OK ? code : real_of(x)->pMethods->xTruncate(real_of(x), size);
        };
        m.xSync = [](sqlite3_file* x, int) { return ask_about(x, operation_of_files::sync); };
        m.xFileSize = [](sqlite3_file* x, sqlite3_int64* size) {
            const int code = ask_about(x, operation_of_files::size);
            return code != SQLITE_OK ? code : real_of(x)->pMethods->xFileSize(real_of(x), size);
        };
        m.xLock = [](sqlite3_file* x, int kind) {
            const int code = ask_about(x, operation_of_files::lock);
            return code != SQLITE_OK ? code : real_of(x)->pMethods->xLock(real_of(x), kind);
        };
        m.xUnlock = [](sqlite3_file* x, int kind) { return real_of(x)->pMethods->xUnlock(real_of(x), kind); };
        m.xCheckReservedLock = [](sqlite3_file* x, int* held) {
            return real_of(x)->pMethods->xCheckReservedLock(real_of(x), held);
        };
        m.xFileControl = [](sqlite3_file* x, int what, void* with) {
            return real_of(x)->pMethods->xFileControl(real_of(x), what, with);
        };
        m.xSectorSize = [](sqlite3_file* x) { return real_of(x)->pMethods->xSectorSize(real_of(x)); };
        m.xDeviceCharacteristics = [](sqlite3_file* x) {
            return real_of(x)->pMethods->xDeviceCharacteristics(real_of(x));
        };
        m.xShmMap = [](sqlite3_file* x, int page, int size, int extend, void volatile** to) {
            const int code = ask_about(x, operation_of_files::share);
            return code != SQLITE_OK ? code : real_of(x)->pMethods->xShmMap(real_of(x), page, size, extend, to);
        };
        m.xShmLock = [](sqlite3_file* x, int offset, int n, int how) {
            return real_of(x)->pMethods->xShmLock(real_of(x), offset, n, how);
        };
        m.xShmBarrier = [](sqlite3_file* x) { real_of(x)->pMethods->xShmBarrier(real_of(x)); };
        m.xShmUnmap = [](sqlite3_file* x, int away) { return real_of(x)->pMethods->xShmUnmap(real_of(x), away); };
        m.xFetch = [](sqlite3_file* x, sqlite3_int64 offset, int size, void** to) {
            return real_of(x)->pMethods->xFetch(real_of(x), offset, size, to);
        };
        m.xUnfetch = [](sqlite3_file* x, sqlite3_int64 offset, void* at_page) {
            return real_of(x)->pMethods->xUnfetch(real_of(x), offset, at_page);
        };
        f->base.pMethods = &f->methods;
        return SQLITE_OK;
    }

    inline static faulty_file_system* current_ = nullptr;
    sqlite3_vfs* real_;
    sqlite3_vfs own_;
    question question_;
    bool writes_half_ = false;
};

} // namespace sqlite_tests

#endif
