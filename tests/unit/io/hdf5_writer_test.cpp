#include "sim/io/hdf5_writer.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <numeric>
#include <thread>

#include "sim/io/hdf5_reader.hpp"

namespace sim {
namespace {

namespace fs = std::filesystem;

class Hdf5 : public testing::Test {
 protected:
  Hdf5() {
    folder_ = fs::temp_directory_path() / ("channelshift-io-" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~Hdf5() override { fs::remove_all(folder_); }

  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  /// Runs a few lines of Python on the file, which is `f`.
  bool python(const std::string& lines) const {
    const fs::path script = folder_ / "script.py";
    std::ofstream(script) << "import h5py, numpy\nf = h5py.File('" << (folder_ / "x.h5").string() << "', 'r')\n"
                          << lines;
    return std::system(("/usr/bin/python3 " + script.string()).c_str()) == 0;
  }

  static void small_file(Hdf5Writer& file) {
    file.attribute("format", "test");
    file.attribute("seed", std::uint64_t{18446744073709551615u});
    file.text("/notes/text", "Zürich £", "a text");
    file.axis("channel", std::vector<std::string>{"phone", "email"}, "ids");
    file.axis("replication", std::vector<std::int64_t>{1, 2, 3}, "1", "numbers");
    file.dataset({"/a/b/offered", "1/year", "how many", {"replication", "channel"}},
                 std::vector<double>{1, 2, 3, 4, 5, 6.5});
    file.dataset({"/a/b/sum", "1", "how many", {"channel"}}, std::vector<std::int64_t>{1, INT64_MAX});
  }

  fs::path folder_;
};

TEST_F(Hdf5, PythonReadsValuesUnitsAndAxes) {
  Hdf5Writer file(folder_ / "x.h5");
  small_file(file);
  file.commit();
  EXPECT_EQ(files(), 1u);
  EXPECT_TRUE(python(R"(
d = f['a/b/offered']
assert d.shape == (3, 2) and d.dtype == 'f8' and d[2, 1] == 6.5 and d[0, 1] == 2
assert d.attrs['unit'] == '1/year' and d.attrs['meaning'] == 'how many', dict(d.attrs)
assert [s.decode() for s in d.dims[1][0][:]] == ['phone', 'email']
assert list(d.dims[0][0][:]) == [1, 2, 3] and d.dims[0][0].name == '/axes/replication'
assert h5py.h5ds.is_scale(f['axes/channel'].id) and not h5py.h5ds.is_scale(d.id)
assert f['channel'] == f['axes/channel']
assert f['a/b/sum'][1] == 2**63 - 1
assert f['notes/text'][()].decode() == 'Zürich £'
assert f.attrs['format'] == 'test' and int(f.attrs['seed']) == 2**64 - 1
uses = f['axes/channel'].attrs['REFERENCE_LIST']
assert [(f[r].name, i) for r, i in uses] == [('/a/b/offered', 1), ('/a/b/sum', 0)]
)"));
}

TEST_F(Hdf5, FoldersInAnyOrder) {
  Hdf5Writer file(folder_ / "x.h5");
  for (const char* path : {"/a/b/c/deep", "/a/above", "/top", "/a/b/between", "/a/b/c/again"})
    file.text(path, path, "");
  file.commit();
  EXPECT_TRUE(python(R"(
for path in ['/a/b/c/deep', '/a/above', '/top', '/a/b/between', '/a/b/c/again']:
    assert f[path][()].decode() == path
assert list(f['a']) == ['above', 'b'] and list(f['a/b']) == ['between', 'c']
)"));
}

TEST_F(Hdf5, MoreTextsThanAreConvertedAtOnce) {
  std::vector<std::string> names;
  for (int i = 0; i < 5000; ++i) names.push_back("name " + std::to_string(i));
  Hdf5Writer file(folder_ / "x.h5");
  file.axis("name", names, "names");
  file.dataset({"/again", "", "the same", {"name"}}, names);
  file.commit();
  EXPECT_TRUE(python(R"(
wanted = ['name %d' % i for i in range(5000)]
assert [s.decode() for s in f['axes/name'][:]] == wanted and [s.decode() for s in f['again'][:]] == wanted
)"));
}

TEST_F(Hdf5, WhatIsNotCommittedIsNotThere) {
  {
    Hdf5Writer file(folder_ / "x.h5");
    small_file(file);
    EXPECT_EQ(files(), 1u);  // the temporary one
    EXPECT_FALSE(fs::exists(folder_ / "x.h5"));
  }
  EXPECT_EQ(files(), 0u);
}

TEST_F(Hdf5, AnOlderFileIsReplacedOnlyByAWholeOne) {
  std::ofstream(folder_ / "x.h5") << "old";
  { Hdf5Writer file(folder_ / "x.h5"); }
  EXPECT_EQ(fs::file_size(folder_ / "x.h5"), 3u);
  Hdf5Writer file(folder_ / "x.h5");
  small_file(file);
  file.commit();
  EXPECT_GT(fs::file_size(folder_ / "x.h5"), 3u);
}

TEST_F(Hdf5, TheSameCallsMakeTheSameBytes) {
  std::vector<std::string> bytes;
  for (const char* name : {"x.h5", "y.h5"}) {
    Hdf5Writer file(folder_ / name);
    small_file(file);
    file.commit();
    std::ifstream in(folder_ / name, std::ios::binary);
    bytes.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // a time in the file would be another
  }
  EXPECT_EQ(bytes[0], bytes[1]);
}

TEST_F(Hdf5, AnAxisMayHaveThousandsOfUses) {
  Hdf5Writer file(folder_ / "x.h5");
  file.axis("channel", std::vector<std::string>{"phone"}, "ids");
  for (int i = 0; i < 6000; ++i) {
    file.dataset({"/g/d" + std::to_string(i), "1", "one", {"channel"}}, std::vector<double>{1.0 * i});
  }
  file.commit();
  EXPECT_TRUE(python(R"(
assert len(f['axes/channel'].attrs['REFERENCE_LIST']) == 6000
assert f['g/d5999'][0] == 5999 and f['g/d5999'].dims[0][0].name == '/axes/channel'
)"));
}

/// Names of datasets have room in the folder itself up to some number.
TEST_F(Hdf5, AFolderOutgrowsItsRoom) {
  for (const int datasets : {47, 49, 96, 97, 300}) {
    Hdf5Writer file(folder_ / "x.h5");
    for (int i = datasets; i > 0; --i) file.text("/g/a name that is rather long " + std::to_string(1000 + i), "", "");
    file.text("/after", "", "");
    file.commit();
    EXPECT_TRUE(python("assert list(f['g']) == ['a name that is rather long %d' % (1000 + i) for i in range(1, " +
                       std::to_string(datasets + 1) + ")]\nassert list(f) == ['after', 'g']\n"))
        << datasets;
  }
}

TEST_F(Hdf5, LargeDatasetsAreCompressedAndWhole) {
  std::vector<std::int64_t> values(300000);
  std::iota(values.begin(), values.end(), 0);
  Hdf5Writer file(folder_ / "x.h5");
  file.axis("long", values, "1", "numbers");
  file.dataset({"/series", "1", "numbers", {"long"}}, values);
  file.commit();
  EXPECT_TRUE(python(R"(
d = f['series']
assert d.compression == 'gzip' and d.shuffle
assert (d[:] == numpy.arange(300000)).all()
)"));
}

TEST_F(Hdf5, AFileThatCannotBeWrittenIsToldWithItsReason) {
  EXPECT_THROW(Hdf5Writer(folder_ / "absent" / "x.h5"), FileError);
  EXPECT_THROW(check_writable(folder_ / "absent" / "x.h5"), FileError);
  EXPECT_THROW(check_writable(folder_), FileError);
  EXPECT_NO_THROW(check_writable(folder_ / "x.h5"));
  EXPECT_EQ(files(), 0u);
  try {
    check_writable(folder_ / "absent" / "x.h5");
  } catch (const FileError& error) {
    EXPECT_NE(std::string(error.what()).find("No such file or directory"), std::string::npos) << error.what();
  }
}

TEST_F(Hdf5, ReadsATextBack) {
  {
    Hdf5Writer file(folder_ / "x.h5");
    small_file(file);
    file.commit();
  }
  const Hdf5Text read = read_hdf5_text(folder_ / "x.h5", "/notes/text");
  EXPECT_EQ(read.format, "test");
  EXPECT_EQ(read.text, "Zürich £");
  EXPECT_FALSE(read_hdf5_text(folder_ / "x.h5", "/absent").text.has_value());
  EXPECT_FALSE(read_hdf5_text(folder_ / "x.h5", "/a/b/sum").text.has_value());
  std::ofstream(folder_ / "damaged.h5") << "this is no HDF5 file";
  EXPECT_THROW(read_hdf5_text(folder_ / "damaged.h5", "/notes/text"), FileError);
  fs::resize_file(folder_ / "x.h5", fs::file_size(folder_ / "x.h5") / 2);
  EXPECT_THROW(read_hdf5_text(folder_ / "x.h5", "/notes/text"), FileError);
}

TEST_F(Hdf5, ASignalHandlerCanDiscardTheTemporaryFile) {
  Hdf5Writer file(folder_ / "x.h5");
  EXPECT_EQ(files(), 1u);
  discard_temporary_file();
  EXPECT_EQ(files(), 0u);
}

}  // namespace
}  // namespace sim
