// Open workbooks with a library and save them again: node save_again.js exceljs|xlsx FOLDER FILE...
// The libraries are looked for in the folder that NODE_PATH names.
const path = require("path");

const savers = {
  exceljs: async (library, from, to) => {
    const workbook = new library.Workbook();
    await workbook.xlsx.readFile(from);
    await workbook.xlsx.writeFile(to);
  },
  xlsx: async (library, from, to) => {
    const workbook = library.readFile(from, { cellStyles: true, cellNF: true });
    library.writeFile(workbook, to, { bookSST: true, cellStyles: true });
  },
};

(async () => {
  const [name, folder, ...files] = process.argv.slice(2);
  const library = require(name);
  for (const file of files) {
    await savers[name](library, file, path.join(folder, path.basename(file)));
  }
})().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
