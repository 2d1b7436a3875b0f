# Installs the C and C++ interface as a C user expects it, and generates what is committed of it;
# all else is cargo's.
#
#   make generate                                 header, its frozen lists, Python's declarations
#   make install [PREFIX=/usr/local] [DESTDIR=]   headers, stripped library, pkg-config file
#   make uninstall [PREFIX=...] [DESTDIR=...]     takes away all of it
#   make installcheck [PREFIX=...]                builds and runs the example programs over it

PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
CARGO ?= cargo

VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
SONAME := libhabitue.so.0
BUILT := target/release/libhabitue.so
LIBRARY := $(DESTDIR)$(LIBDIR)
HEADERS := $(DESTDIR)$(INCLUDEDIR)
SAMPLE := examples/data/cdnow_sample.csv examples/data/cdnow_survey_synthetic.csv

.PHONY: generate library install uninstall installcheck

generate:
	HABITUE_BLESS=1 $(CARGO) test --all-features --test face -- header symbols layout
	python3 python/tools/generate_abi.py

library:
	$(CARGO) rustc --release --features capi --crate-type cdylib --lib -- -C strip=symbols

install: library
	install -d $(LIBRARY)/pkgconfig $(HEADERS)/habitue
	install -m 644 include/habitue.h include/habitue.hpp $(HEADERS)
	install -m 644 include/habitue/*.hpp $(HEADERS)/habitue
	install -m 755 $(BUILT) $(LIBRARY)/libhabitue.so.$(VERSION)
	ln -sf libhabitue.so.$(VERSION) $(LIBRARY)/$(SONAME)
	ln -sf $(SONAME) $(LIBRARY)/libhabitue.so
	printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$(INCLUDEDIR)' '' \
	    'Name: habitue' 'Description: Customer-value engine' 'Version: $(VERSION)' \
	    'Libs: -L$${libdir} -lhabitue' 'Cflags: -I$${includedir}' \
	    > $(LIBRARY)/pkgconfig/habitue.pc

uninstall:
	rm -f $(HEADERS)/habitue.h $(HEADERS)/habitue.hpp
	rm -f $(LIBRARY)/libhabitue.so $(LIBRARY)/$(SONAME) $(LIBRARY)/libhabitue.so.$(VERSION)
	rm -f $(LIBRARY)/pkgconfig/habitue.pc $(patsubst include/%,$(HEADERS)/%,$(wildcard include/habitue/*.hpp))
	-rmdir -p --ignore-fail-on-non-empty $(HEADERS)/habitue $(LIBRARY)/pkgconfig

installcheck: flags = $(shell PKG_CONFIG_PATH=$(LIBDIR)/pkgconfig pkg-config --cflags --libs habitue)
installcheck:
	install -d target/installcheck
	$(CC) -std=c11 -Wall -Wextra -Werror examples/c/crm.c $(flags) -o target/installcheck/crm_c
	$(CXX) -std=c++17 -Wall -Wextra -Werror examples/cpp/crm.cpp $(flags) \
	    -o target/installcheck/crm_cpp
	LD_LIBRARY_PATH=$(LIBDIR) target/installcheck/crm_c $(SAMPLE) target/installcheck/model.bin
	LD_LIBRARY_PATH=$(LIBDIR) target/installcheck/crm_cpp $(SAMPLE) target/installcheck/model.bin
	$(CC) -std=c11 -Wall -Wextra -Werror examples/c/report.c $(flags) -o target/installcheck/report_c
	LD_LIBRARY_PATH=$(LIBDIR) target/installcheck/report_c $(firstword $(SAMPLE)) \
	    target/installcheck/page.html target/installcheck/picture.svg
