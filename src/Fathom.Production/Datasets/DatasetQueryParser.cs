using System.Globalization;

namespace Fathom.Production.Datasets;

/// <summary>Reads the text form of a query; the grammar is in docs/reference/dataset-queries.md.</summary>
internal sealed class DatasetQueryParser
{
    /// <summary>Longest text that is read [characters].</summary>
    public const int LongestText = 4 * 1024 * 1024;

    /// <summary>Most names of files, and most ranges of runs, in one query.</summary>
    public const int MostItems = 10_000;

    private const int MostClauses = 100;
    private readonly DatasetScanner _scanner;
    private readonly List<DatasetClause> _clauses = [];
    private DatasetToken _token;

    public DatasetQueryParser(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
        {
            throw new DatasetQueryException(1, 1, $"at most {LongestText} characters", $"{text.Length}");
        }

        _scanner = new DatasetScanner(text);
        _token = _scanner.Next();
    }

    public DatasetQuery Read()
    {
        Clause();
        while (_token.Kind != DatasetTokenKind.End)
        {
            Keyword("and");
            Clause();
        }

        return new DatasetQuery(_clauses);
    }

    private void Clause()
    {
        DatasetToken name = _token;
        if (name.Kind != DatasetTokenKind.Word)
        {
            throw Unexpected("a condition");
        }

        Advance();
        DatasetClause clause = name.Text switch
        {
            "tier" => new TierClause(AfterEquals("a tier")),
            "run" => new RunClause(RunRanges.Merge(OneOrMore(Range))),
            "grl" => GoodRuns(),
            "campaign" => new CampaignClause(AfterEquals("the name of a campaign, or none") is var made && made == "none" ? null : made),
            "software" => new SoftwareClause(AfterEquals("a version")),
            "conditions" => new ConditionsClause(AfterEquals("the name of a conditions tag")),
            "lfn" => new NameClause([.. OneOrMore(() => Word("a logical file name")).Distinct(StringComparer.Ordinal)]),
            _ when name.Text.StartsWith("meta.", StringComparison.Ordinal) => Metadata(name),
            _ => throw At(name, "tier, run, grl, campaign, software, conditions, lfn or meta.KEY"),
        };
        Add(name, clause);
    }

    private void Add(DatasetToken name, DatasetClause clause)
    {
        if (clause is not (NumberClause or TextClause) && _clauses.Exists(other => other.GetType() == clause.GetType()))
        {
            throw new DatasetQueryException(name.Line, name.Column, $"{name.Text} once", "it a second time");
        }

        if (_clauses.Count == MostClauses)
        {
            throw new DatasetQueryException(name.Line, name.Column, $"at most {MostClauses} conditions", "one more");
        }

        _clauses.Add(clause);
    }

    private GoodRunClause GoodRuns()
    {
        DatasetToken start = Operator("=");
        string text = Word("the name of a good run list");
        int at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? new GoodRunClause(text, null)
            : at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version > 0
                ? new GoodRunClause(text[..at], version)
                : throw new DatasetQueryException(start.Line, start.Column, "NAME or NAME@VERSION", $"'{text}'");
    }

    private DatasetClause Metadata(DatasetToken name)
    {
        string key = name.Text["meta.".Length..];
        if (key.Length == 0 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            throw At(name, "meta.KEY with a key of letters, digits, _ or -");
        }

        DatasetToken sign = _token;
        DatasetOperator how = sign is { Kind: DatasetTokenKind.Operator } ? DatasetQueryText.Operator(sign.Text)!.Value : throw Unexpected("=, !=, <, <=, > or >=");
        Advance();
        if (_token.Kind == DatasetTokenKind.Quoted)
        {
            return how is DatasetOperator.Equal or DatasetOperator.NotEqual
                ? new TextClause(key, how == DatasetOperator.Equal, Take().Text)
                : throw At(sign, "= or != before a text");
        }

        return _token.Kind == DatasetTokenKind.Word
            && double.TryParse(_token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? WithNumber(key, how, value)
            : throw Unexpected("a number, or a text in ' '");
    }

    private NumberClause WithNumber(string key, DatasetOperator how, double value)
    {
        Advance();
        return new NumberClause(key, how, value);
    }

    private RunRange Range()
    {
        DatasetToken token = _token;
        string[] ends = Word("a run or a range such as 10550..10600").Split("..");
        return ends.Length is 1 or 2 && Run(ends[0], out int first) && Run(ends[^1], out int last) && first <= last
            ? new RunRange(first, last)
            : throw At(token, "a run or a range such as 10550..10600");
    }

    private static bool Run(string text, out int run) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out run) && run > 0;

    private List<T> OneOrMore<T>(Func<T> read)
    {
        if (_token is { Kind: DatasetTokenKind.Operator, Text: "=" })
        {
            Advance();
            return [read()];
        }

        Keyword("in");
        List<T> items = [read()];
        while (_token.Kind == DatasetTokenKind.Comma)
        {
            Advance();
            if (items.Count == MostItems)
            {
                throw Unexpected($"at most {MostItems} of them");
            }

            items.Add(read());
        }

        return items;
    }

    private string AfterEquals(string what)
    {
        Operator("=");
        return Word(what);
    }

    private DatasetToken Operator(string text)
    {
        DatasetToken found = _token;
        _ = found is { Kind: DatasetTokenKind.Operator } && found.Text == text ? true : throw Unexpected(text);
        Advance();
        return _token;
    }

    private void Keyword(string word)
    {
        _ = _token is { Kind: DatasetTokenKind.Word } && _token.Text == word ? true : throw Unexpected(word);
        Advance();
    }

    private string Word(string what) => _token.Kind is DatasetTokenKind.Word or DatasetTokenKind.Quoted && _token.Text.Length > 0
        ? Take().Text
        : throw Unexpected(what);

    private DatasetToken Take()
    {
        DatasetToken taken = _token;
        Advance();
        return taken;
    }

    private void Advance() => _token = _scanner.Next();

    private DatasetQueryException Unexpected(string expected) => At(_token, expected);

    private static DatasetQueryException At(DatasetToken token, string expected) => new(token.Line, token.Column, expected, token.Shown);
}
