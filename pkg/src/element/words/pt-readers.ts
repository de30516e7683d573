/**
 * What the readers of files, and templates, say in English, in Brazilian Portuguese. `{1}`, `{2}` and so on stand for
 * names, values and other sentences of this table. What comes first is tried first.
 */
export const READERS: Readonly<Record<string, string>> = {
  // Problems: what is not in the messages.
  "lines before the first message": "linhas antes da primeira mensagem",
  "lines that are of no message": "linhas que não são de nenhuma mensagem",
  "lines that are no JSON object": "linhas que não são objetos JSON",
  "lines above the header, which are no row": "linhas acima do cabeçalho, que não são registros",
  "records that have fewer fields than the others, the missing ones being empty":
    "registros com menos campos do que os outros; os que faltam ficaram vazios",
  "records that have more fields than the others": "registros com mais campos do que os outros",
  "lines hold bytes that are not UTF-8; these became \ufffd": "linhas têm bytes que não são UTF-8; no lugar deles está \ufffd",
  "messages of a time that does not exist": "mensagens de um horário que não existe",
  "messages without a day, or of a time that does not exist": "mensagens sem dia, ou de um horário que não existe",
  "messages without a time that can be read": "mensagens sem um horário que possa ser lido",
  "messages without a time": "mensagens sem horário",
  "messages from when the clock had been put back; they keep their place, with the time of the message before":
    "mensagens de quando o relógio foi atrasado; elas ficam no lugar, com o horário da mensagem anterior",
  "messages of branches that were left for another": "mensagens de ramos que foram trocados por outro",
  "files of the zip that cannot be read": "arquivos do zip que não podem ser lidos",
  "drafts that nobody sent": "rascunhos que ninguém enviou",
  "files that hold no conversation": "arquivos sem nenhuma conversa",
  "values that are no objects": "valores que não são objetos",
  "parts of texts that are no text, such as images, of which the type was taken":
    "partes de textos que não são texto, como imagens, das quais se usou o tipo",
  "column {1} is called text, and holds values of another type": "a coluna {1} é chamada de texto e tem valores de outro tipo",
  "a page of a column is damaged": "uma página de uma coluna está danificada",
  "texts with half of a surrogate pair, which became \ufffd":
    "textos com metade de um par substituto, no lugar da qual está \ufffd",
  "values of a name that an object has twice, of which the last one was taken":
    "valores de um nome que um objeto tem duas vezes, dos quais ficou o último",
  "values that are no conversations": "valores que não são conversas",
  "values that are no list of messages": "valores que não são listas de mensagens",
  "values that are no messages": "valores que não são mensagens",
  "columns that are nested, or of a type that is not read here, and left out":
    "colunas aninhadas, ou de um tipo que não é lido aqui, ficaram de fora",
  "columns that are nested, and left out": "colunas aninhadas ficaram de fora",
  "values of column {1} that are no times; rows stay in the order of the file":
    "valores da coluna {1} não são horários; as mensagens ficam na ordem do arquivo",
  "rows whose {1} is no time that can be read": "registros cujo {1} não é um horário que possa ser lido",
  "rows without a time in column {1}": "registros sem horário na coluna {1}",
  // Guesses.
  "the first row is the header": "a primeira linha é o cabeçalho",
  "there is no header; columns are called column 1, column 2 and so on":
    "não há cabeçalho; as colunas se chamam column 1, column 2 e assim por diante",
  "the day comes before the month{1}": "o dia vem antes do mês{1}",
  "the month comes before the day{1}": "o mês vem antes do dia{1}",
  " in dates": " nas datas",
  "the year comes first": "o ano vem primeiro",
  "dates are written in the order {1}": "as datas estão na ordem {1}",
  "years are of the {1} calendar": "os anos são do calendário {1}",
  Buddhist: "budista",
  "Minguo (Taiwan's)": "Minguo (de Taiwan)",
  "Solar Hijri (Persian)": "Hijri solar (persa)",
  "Islamic (Umm al-Qura)": "islâmico (Umm al-Qura)",
  "the first message is of 1 January 1970": "a primeira mensagem é de 1º de janeiro de 1970",
  "a column {1} is called {2}, {3}": "uma coluna {1} se chama {2}, {3}",
  "as the database calls its own so": "pois o banco de dados chama assim uma sua",
  "as the name stands twice": "pois o nome está lá duas vezes",
  "column {1} holds JSON, which is taken for the text of messages":
    "a coluna {1} contém JSON, que foi tomado pelo texto das mensagens",
  "the time is the date of column {1} and the clock of column {2}": "o horário é a data da coluna {1} com a hora da coluna {2}",
  "times of column {1} without a zone were taken for UTC, as others have one":
    "horários da coluna {1} sem fuso foram tomados por UTC, pois outros têm um",
  "column {1} is nested, and was taken for the text of messages as the database writes it":
    "a coluna {1} é aninhada, e foi tomada pelo texto das mensagens, como o banco de dados o escreve",
  "the zone {1} was taken for that of North America": "o fuso {1} foi tomado pelo da América do Norte",
  "column {1} counts days since 1899-12-30, as Excel does": "a coluna {1} conta dias desde 30/12/1899, como o Excel",
  "column {1} counts in {2} and {3} since 1970; each number was taken by its size":
    "a coluna {1} conta em {2} e {3} desde 1970; cada número foi lido pelo seu tamanho",
  "column {1} counts in {2} since 1970, which gives times {3}; convert numbers that count from another year":
    "a coluna {1} conta em {2} desde 1970, o que dá horários {3}; converta números que contam a partir de outro ano",
  "before 2002": "antes de 2002",
  "after 2095": "depois de 2095",
  "column {1} counts in {2} since 1970; each number was taken by its size":
    "a coluna {1} conta em {2} desde 1970; cada número foi lido pelo seu tamanho",
  seconds: "segundos",
  milliseconds: "milissegundos",
  microseconds: "microssegundos",
  nanoseconds: "nanossegundos",
  "the rows are the arrays at {1}": "os registros são as listas em {1}",
  "each member of the file's object is a column": "cada membro do objeto do arquivo é uma coluna",
  "the rows are the objects at {1}": "as mensagens são os objetos em {1}",
  "the file is in no order; its messages were put in order of time":
    "o arquivo não tem ordem; as mensagens foram postas em ordem de tempo",
  "the text is not UTF-8; it was read as {1}": "o texto não é UTF-8; foi lido como {1}",
  // Why a file cannot be opened.
  "{1} is empty; give a file with messages": "{1} está vazio; use um arquivo com mensagens",
  "there is no file; give one with messages": "não há arquivo; use um com mensagens",
  "there are no messages in it; export the chat once more, with its messages":
    "não há mensagens nele; exporte a conversa outra vez, com as mensagens",
  "there are no messages in it; give a table of objects with values":
    "não há mensagens nele; use uma tabela de objetos com valores",
  "there are no messages in it, but {1} {2}; export the chat once more":
    "não há mensagens nele, mas {1} {2}; exporte a conversa outra vez",
  "there are no messages in it; export the chat once more": "não há mensagens nele; exporte a conversa outra vez",
  "there are no messages in the zip, which holds {1}; {2}": "não há mensagens no zip, que contém {1}; {2}",
  nothing: "nada",
  "the zip holds {1} files that may be messages ({2}); unpack it, and choose one":
    "o zip contém {1} arquivos que podem ser mensagens ({2}); descompacte-o e escolha um",
  "no line of it begins a message as WhatsApp writes them; export the chat once more":
    "nenhuma linha começa uma mensagem como o WhatsApp as escreve; exporte a conversa outra vez",
  "{1} holds no record; give a table with a header and rows":
    "{1} não tem nenhum registro; use uma tabela com cabeçalho e linhas",
  "the file has no column of single values; write its texts as a column of their own":
    "o arquivo não tem coluna de valores simples; grave os textos numa coluna própria",
  "some of the files are chats, and some are tables; load them apart":
    "alguns arquivos são conversas, e outros são tabelas; abra-os separados",
  "no messages were found in it; {1}": "nenhuma mensagem foi encontrada nele; {1}",
  "the file is not text; {1}": "o arquivo não é texto; {1}",
  "the file is not text: it holds every control character; give it as the program wrote it":
    "o arquivo não é texto: contém todos os caracteres de controle; use-o como o programa o gravou",
  "chat export in one of the {1} formats that are read": "exportação de conversa, num dos {1} formatos que são lidos",
  "give a {1}, or a table as {2}": "use um destes: {1}; ou uma tabela como {2}",
  "give a {1}": "use um destes: {1}",
  "the zip cannot be unpacked: {1}; export it once more, or unpack it and give a file of it":
    "o zip não pode ser descompactado: {1}; exporte-o outra vez, ou descompacte-o e use um arquivo dele",
  "it is cut short or damaged": "está incompleto ou danificado",
  "{1} in it is damaged": "{1} está danificado",
  "{1} in the zip is encrypted; unpack it with its password, and give the file":
    "{1}, no zip, está criptografado; descompacte-o com a senha e use o arquivo",
  "{1} is compressed by {2}, and damaged or cut short; write it once more":
    "{1} está comprimido por {2}, e danificado ou incompleto; grave-o outra vez",
  "the file cannot be read as JSON, at line {1}: {2}; {3}": "o arquivo não pode ser lido como JSON, na linha {1}: {2}; {3}",
  "the file cannot be read as JSON: {1}; {2}": "o arquivo não pode ser lido como JSON: {1}; {2}",
  "it is cut short; export it once more": "está incompleto; exporte-o outra vez",
  "it may be cut short, so export it once more": "pode estar incompleto; exporte-o outra vez",
  "mend it, or export it once more": "corrija-o, ou exporte-o outra vez",
  "export it once more": "exporte-o outra vez",
  "{1} was to come, not {2}": "esperava-se {1}, e não {2}",
  "its end": "o fim",
  "a value": "um valor",
  "a key": "uma chave",
  "a colon": "dois-pontos",
  "a comma": "uma vírgula",
  "a text is not closed": "um texto não foi fechado",
  "a control character stands in a text": "há um caractere de controle num texto",
  "a column has other rows than the first one": "uma coluna tem outras linhas que a primeira",
  "a text has an escape that JSON does not have": "um texto tem um escape que não existe em JSON",
  "values lie more than {1} deep within each other": "há valores aninhados em mais de {1} níveis",
  "it is too long for one JSON value; give one object a line": "é longo demais para um só valor JSON; use um objeto por linha",
  "{1} holds bytes that are not UTF-8, at line {2}; write it as UTF-8, or say which encoding it has":
    "{1} tem bytes que não são UTF-8, na linha {2}; grave-o como UTF-8",
  "{1} cannot be read at line {2}: {3}; mend that line, or say how the file is written with delimiter and header":
    "{1} não pode ser lido na linha {2}: {3}; corrija essa linha",
  "{1} cannot be read: it is not CSV as RFC 4180 has it": "{1} não pode ser lido: não é CSV conforme a RFC 4180",
  "it is not CSV as RFC 4180 has it": "não é CSV conforme a RFC 4180",
  "{1} cannot be read as Parquet: {2}; it may be cut short or encrypted, so write it once more":
    "{1} não pode ser lido como Parquet: {2}; pode estar incompleto ou criptografado: grave-o outra vez",
  "column {1} ends at row {2} of {3}": "a coluna {1} termina na linha {2} de {3}",
  "bytes {1} to {2} are not in the file, which has {3}": "os bytes {1} a {2} não estão no arquivo, que tem {3}",
  "column {1} holds bytes that are not UTF-8; write its texts as UTF-8, or the column as binary":
    "a coluna {1} tem bytes que não são UTF-8; grave os textos como UTF-8, ou a coluna como binária",
  "the Arrow bytes cannot be read: {1}; write them once more, or as Parquet":
    "os bytes Arrow não podem ser lidos: {1}; grave-os outra vez, ou como Parquet",
  "the Arrow bytes are damaged: {1}; write them again": "os bytes Arrow estão danificados: {1}; grave-os outra vez",
  "column {1} of the Arrow bytes is damaged: {2}; write them again":
    "a coluna {1} dos bytes Arrow está danificada: {2}; grave-os outra vez",
  "it has fewer values than rows": "tem menos valores que linhas",
  "the year of two digits comes before the month in dates": "nas datas, o ano de dois dígitos vem antes do mês",
  "rows without a text in column {1} that have one in {2}": "linhas sem texto na coluna {1} que têm um em {2}",
  "the text of row 1 begins where none can": "o texto da linha 1 começa onde nenhum pode começar",
  "the text of row {1} ends where none can": "o texto da linha {1} termina onde nenhum pode terminar",
  "reading {1} takes the package {2}; npm install {2}": "para ler {1} falta o pacote {2}",
  "{1} has {2} {3}, and {4} are the most; {5}": "{1} tem {2} {3}, e o máximo é {4}; {5}",
  "the query gives a text of more than {1} bytes, which are the most; {2}":
    "a consulta dá um texto de mais de {1} bytes, que é o máximo; {2}",
  "{1} has a record of more than {2} bytes, which are the most; shorten it, or check its quotes":
    "{1} tem um registro de mais de {2} bytes, que é o máximo; encurte-o, ou verifique as aspas",
  "elements of a plain array": "elementos",
  "bytes of a text": "bytes de texto",
  "bytes of a file of this format": "bytes de um arquivo deste formato",
  "bytes of a record": "bytes de um registro",
  "bytes of a column": "bytes de uma coluna",
  "files in a zip": "arquivos num zip",
  "bytes of an unpacked file": "bytes de um arquivo descompactado",
  "give a typed array, or cut the table into parts": "divida a tabela em partes",
  "cut it into smaller windows, or export less at once": "corte em prompts menores, ou exporte menos de cada vez",
  "cut it into parts, or write it as Parquet or CSV": "divida-o em partes, ou grave-o como Parquet ou CSV",
  "shorten it": "encurte-o",
  "give a smaller file": "use um arquivo menor",
  "unpack it, and give the files that hold messages": "descompacte-o e use os arquivos que contêm mensagens",
  "unpack it, and give the file": "descompacte-o e use o arquivo",
  "there is no memory to read {1}; free what is not needed, or give less at once":
    "não há memória para ler {1}; feche outras abas, ou abra menos de cada vez",
  'there is no encoding {1}; give one such as "windows-1252" or "utf-16le"': "não existe a codificação {1}",
  "there is no format {1}; there is {2}": "não existe o formato {1}; há {2}",
  "there is no column {1}; there is {2}": "não há coluna {1}; há {2}",
  "column {1} holds no times that can be read, such as {2}; {3}":
    "a coluna {1} não contém horários que possam ser lidos, como {2}; {3}",
  "choose {1} or {2} or {3}, or none": "escolha {1}, {2} ou {3}, ou nenhuma",
  "choose {1} or {2}, or none": "escolha {1} ou {2}, ou nenhuma",
  "choose {1}, or none": "escolha {1}, ou nenhuma",
  "choose another column, or none": "escolha outra coluna, ou nenhuma",
  "column {1} holds no times; choose time, or none": "a coluna {1} não contém horários; escolha time, ou nenhuma",
  "column {1} holds times of day, and no dates; choose a column of times, or none":
    "a coluna {1} contém horas do dia, sem datas; escolha uma coluna de horários, ou nenhuma",
  "column {1} is {2}, which holds no times; choose a column of times, or none":
    "a coluna {1} é {2}, que não contém horários; escolha uma coluna de horários, ou nenhuma",
  "{1} is no whole number of at least 0; mend it, or leave the measure out": "{1} não é um número inteiro a partir de 0",
  "{1} is not UTF-8; write the texts as UTF-8, or choose another column":
    "{1} não é UTF-8; grave os textos como UTF-8, ou escolha outra coluna",
  // Files that are of other programs, and what to do with them.
  "an SQLite database": "um banco de dados SQLite",
  "write the table of messages as CSV or Parquet": "grave a tabela de mensagens como CSV ou Parquet",
  "a DuckDB database": "um banco de dados DuckDB",
  "write the table of messages as Parquet: COPY messages TO 'messages.parquet'":
    "grave a tabela de mensagens como Parquet: COPY messages TO 'messages.parquet'",
  "Feather of version 1, which is older than Arrow's files": "Feather da versão 1, mais antiga que os arquivos do Arrow",
  "write it once more, as Feather of version 2 or Parquet": "grave-o outra vez, como Feather da versão 2 ou Parquet",
  "an encrypted Parquet file": "um arquivo Parquet criptografado",
  "decrypt it first": "descriptografe-o antes",
  "an Excel workbook, or another file of Microsoft Office": "uma planilha do Excel, ou outro arquivo do Microsoft Office",
  "an Excel workbook (.xlsx)": "uma planilha do Excel (.xlsx)",
  "a Word document (.docx)": "um documento do Word (.docx)",
  "a document of LibreOffice": "um documento do LibreOffice",
  "save the sheet as CSV": "salve a planilha como CSV",
  "save it as CSV": "salve-o como CSV",
  "compressed by bzip2": "comprimido por bzip2",
  "compressed by xz": "comprimido por xz",
  "compressed by lz4": "comprimido por lz4",
  "compressed by gzip twice": "comprimido duas vezes por gzip",
  "bunzip2 it first": "descomprima-o antes",
  "unxz it first": "descomprima-o antes",
  "unlz4 it first": "descomprima-o antes",
  "a 7z archive": "um arquivo 7z",
  "a RAR archive": "um arquivo RAR",
  "a tar archive": "um arquivo tar",
  "unpack it first": "descompacte-o antes",
  "a PDF": "um PDF",
  "export the messages as text or as a table": "exporte as mensagens como texto ou como tabela",
  "write it as Parquet": "grave-o como Parquet",
  "a picture or a recording": "uma imagem ou uma gravação",
  "give the text of the messages": "use o texto das mensagens",
  "WhatsApp's own database (SQLite)": "o banco de dados do próprio WhatsApp (SQLite)",
  "an encrypted backup of WhatsApp": "um backup criptografado do WhatsApp",
  "the database of WeChat, which has no export of its own": "o banco de dados do WeChat, que não tem exportação própria",
  "QQ's export as a web archive (MHT)": "a exportação do QQ como arquivo da web (MHT)",
  "read it by a program such as MemoTrace, and give its CSV": "leia-o com um programa como o MemoTrace e forneça o CSV dele",
  "export it once more as text (.txt)": "exporte-a de novo como texto (.txt)",
  "export the chat itself: in the chat, More, Export chat": "exporte a própria conversa: na conversa, Mais, Exportar conversa",
  "the database of Messages (SQLite)": "o banco de dados do Mensagens (SQLite)",
  "export it by imessage-exporter, as txt, or by iMazing, as CSV":
    "exporte-o com o imessage-exporter, como txt, ou com o iMazing, como CSV",
  "an encrypted backup of Signal": "um backup criptografado do Signal",
  "export it for reading: in Signal, Settings, Chats, Export chat history":
    "exporte-o para leitura: no Signal, Configurações, Conversas, Exportar histórico",
  "an archive of messages in XML": "um arquivo de mensagens em XML",
  "export it as CSV or JSON": "exporte-o como CSV ou JSON",
  "a mailbox (mbox)": "uma caixa de e-mails (mbox)",
  "convert it to CSV, with columns for date, from and text": "converta-a em CSV, com colunas para data, remetente e texto",
  "an e-mail": "um e-mail",
  "give a table of messages as CSV": "use uma tabela de mensagens em CSV",
  "Telegram's export as HTML": "a exportação do Telegram em HTML",
  "export it once more in the format JSON (machine-readable), and give result.json":
    "exporte-a outra vez no formato JSON (legível por máquina), e use result.json",
  "DiscordChatExporter's export as HTML": "a exportação do DiscordChatExporter em HTML",
  "export it once more as JSON": "exporte-a outra vez como JSON",
  "an export of Facebook or Instagram as HTML": "uma exportação do Facebook ou do Instagram em HTML",
  "export it once more in the format JSON": "exporte-a outra vez no formato JSON",
  "Google's activity as HTML": "a atividade do Google em HTML",
  "export it once more in the format JSON: in Takeout, My Activity, Multiple formats":
    "exporte outra vez no formato JSON: no Takeout, Minha atividade, Vários formatos",
  "a web page (HTML)": "uma página da web (HTML)",
  "export the messages once more, as JSON or text": "exporte as mensagens outra vez, como JSON ou texto",
  "text in UTF-32": "texto em UTF-32",
  "write it as UTF-8": "grave-o em UTF-8",
  // What is in a table.
  "the header has no name for the first column": "o cabeçalho não tem nome para a primeira coluna",
  "the header has no name for the last column": "o cabeçalho não tem nome para a última coluna",
  "{1}: records have one more field": "{1}: os registros têm um campo a mais",
  "there are no objects with values at {1}; {2}": "não há objetos com valores em {1}; {2}",
  "there are some at {1}": "há alguns em {1}",
  "nor in any array of it": "nem em nenhuma lista do arquivo",
  "the file is one object, and that one row": "o arquivo é um único objeto, lido como um registro",
  // What is wrong with a template.
  "the format of {1} at character {2} of the template {3}": "o formato de {1}, no caractere {2} do modelo, {3}",
  "is empty; leave out its colon, or give one such as %H:%M": "está vazio; tire os dois-pontos, ou use um como %H:%M",
  "has {1}; there is {2}": "tem {1}; há {2}",
  "a percent sign without a letter; write %% for one": "um sinal de porcentagem sem letra; escreva %% para um",
  "{1}, which is not supported": "{1}, que não existe aqui",
  "the {1} at character {2} of the template {3} ends no placeholder; write }} for a brace":
    "o {1} no caractere {2} do modelo {3} não fecha nenhum nome; escreva }} para uma chave",
  "the {1} at character {2} of the template {3} begins no placeholder such as {text} or {time:%H:%M}; write {{ for a brace":
    "o {1} no caractere {2} do modelo {3} não abre nenhum nome como {text} ou {time:%H:%M}; escreva {{ para uma chave",
  "{1} at character {2} of the template has no column; there is no column":
    "{1}, no caractere {2} do modelo, não tem coluna; não há nenhuma",
  "{1} at character {2} of the template has no column; there is {3}": "{1}, no caractere {2} do modelo, não tem coluna; há {3}",
  // The page itself.
  "the database could not be started; reload the page": "o banco de dados não pôde ser iniciado; recarregue a página",
  "it could not be fetched ({1}); {2}": "não pôde ser baixado ({1}); {2}",
  "the sample could not be fetched ({1}: {2}); open a file of your own instead":
    "o exemplo não pôde ser baixado ({1}: {2}); abra um arquivo seu",
  "the session takes {1}, and {2}; throw away older sessions, or open the file again next time":
    "a sessão ocupa {1}, e {2}; descarte sessões mais antigas, ou abra o arquivo de novo na próxima vez",
  "the browser has no room for them": "o navegador não tem espaço para ela",
  "the browser has room for {1}": "o navegador tem espaço para {1}",
  "the session is not there any more; open the file again": "a sessão não está mais aqui; abra o arquivo de novo",
  "the session was kept by another version of this page, or is damaged; throw it away, and open the file again":
    "a sessão foi guardada por outra versão desta página, ou está danificada; descarte-a e abra o arquivo de novo",
  "the last day, {1}, is before the first, {2}; give a later one":
    "o último dia, {1}, vem antes do primeiro, {2}; escolha um posterior",
  "{1} is {2}; give a day such as 2024-02-29": "{1} é {2}; escolha um dia, como 2024-02-29",
  "there is no prompt {1}; there are {2}": "não há prompt {1}; há {2}",
  // Last, as much that has two parts is like it.
  "{1} is {2}; {3}": "{1} é {2}; {3}",
};

/** What guesses were made from, where that is no value of the file. */
export const ORIGINS: Readonly<Record<string, string>> = {
  "the file has clocks, and no day": "o arquivo tem horas, e nenhum dia",
  "no list of objects is in it": "não há nenhuma lista de objetos nele",
  "no other column holds texts": "nenhuma outra coluna contém textos",
  "all values of {1} are times of day": "todos os valores de {1} são horas do dia",
  "{1} of {2} times": "{1} de {2} horários",
  "there are {1} of them": "há {1} deles",
  "{1} in seconds": "{1} em segundos",
  "{1} in milliseconds": "{1} em milissegundos",
  "{1} in microseconds": "{1} em microssegundos",
  "{1} in nanoseconds": "{1} em nanossegundos",
};
