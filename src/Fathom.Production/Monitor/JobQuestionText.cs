using System.Globalization;
using Fathom.Production.Jobs;

namespace Fathom.Production.Monitor;

/// <summary>A <see cref="JobQuestion"/> as named texts: parameters of an address, options of a command, fields of a form.</summary>
/// <remarks>
/// A name may come again: any of its values matches. Empty values do not restrict; <see cref="None"/> means jobs without one;
/// * and ? are wild. Numbers are 5, 5-9, 5- or -9. Times are 2026-11-22, 2026-11-22T05:30, or a span back from now: -90m, -24h, -7d.
/// </remarks>
public static class JobQuestionText
{
    /// <summary>Stands for the text that a job does not have.</summary>
    public const string None = "(none)";

    private const int MostValues = 64;
    private const int LongestValue = 300;

    private static readonly Dictionary<string, JobColumn> Columns =
        Enum.GetValues<JobColumn>().ToDictionary(NameOf, column => column, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, Func<JobQuestion, string[], DateTimeOffset, JobQuestion>> Readers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["state"] = (q, v, _) => With(q, q.Criteria with { States = [.. Split(v).Select(State)] }),
        ["minor"] = (q, v, _) => With(q, q.Criteria with { Minors = Texts(v) }),
        ["application"] = (q, v, _) => With(q, q.Criteria with { Applications = Texts(v) }),
        ["cause"] = (q, v, _) => With(q, q.Criteria with { Causes = Texts(v) }),
        ["site"] = (q, v, _) => With(q, q.Criteria with { Sites = Texts(v) }),
        ["host"] = (q, v, _) => With(q, q.Criteria with { Hosts = Texts(v) }),
        ["owner"] = (q, v, _) => With(q, q.Criteria with { Owners = Texts(v) }),
        ["campaign"] = (q, v, _) => With(q, q.Criteria with { Campaigns = Texts(v) }),
        ["step"] = (q, v, _) => With(q, q.Criteria with { Steps = Texts(v) }),
        ["transformation"] = (q, v, _) => With(q, q.Criteria with
        {
            Transformations = [.. Split(v).Where(IsNumber).Select(text => NumberText.One("transformation", text))],
            TransformationNames = [.. Split(v).Where(text => !IsNumber(text))],
        }),
        ["id"] = (q, v, _) => With(q, q.Criteria with { Ids = [.. Split(v).Select(text => NumberText.Range("id", text))] }),
        ["run"] = (q, v, _) => With(q, q.Criteria with { Runs = [.. Split(v).Select(text => NumberText.Range("run", text))] }),
        ["attempt"] = (q, v, _) => With(q, q.Criteria with { Attempts = NumberText.Range("attempt", Last(v)) }),
        ["failures"] = (q, v, _) => With(q, q.Criteria with { PayloadFailures = NumberText.Range("failures", Last(v)) }),
        ["losses"] = (q, v, _) => With(q, q.Criteria with { InfrastructureLosses = NumberText.Range("losses", Last(v)) }),
        ["created-from"] = (q, v, now) => With(q, q.Criteria with { Created = From(q.Criteria.Created, TimeText.Read("created-from", Last(v), now)) }),
        ["created-before"] = (q, v, now) => With(q, q.Criteria with { Created = Before(q.Criteria.Created, TimeText.Read("created-before", Last(v), now)) }),
        ["updated-from"] = (q, v, now) => With(q, q.Criteria with { Updated = From(q.Criteria.Updated, TimeText.Read("updated-from", Last(v), now)) }),
        ["updated-before"] = (q, v, now) => With(q, q.Criteria with { Updated = Before(q.Criteria.Updated, TimeText.Read("updated-before", Last(v), now)) }),
        ["sort"] = (q, v, _) => q with { Order = Order(Last(v)) },
        ["offset"] = (q, v, _) => q with { Offset = NumberText.One("offset", Last(v)) },
        ["limit"] = (q, v, _) => q with { Limit = (int)NumberText.One("limit", Last(v), 1, JobQuery.MaximumPage) },
        ["by"] = (q, v, _) => q with { By = By(v) },
    };

    /// <summary>Names of the filters, and of sort, offset, limit and by.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Readers.Keys];

    /// <summary>The name of a column.</summary>
    public static string NameOf(JobColumn column) => char.ToLowerInvariant($"{column}"[0]) + $"{column}"[1..];

    /// <summary>An order as text: the column, after a minus where descending.</summary>
    public static string Text(JobOrder order) => (order.Descending ? "-" : "") + NameOf(order.Column);

    /// <summary>Reads a question.</summary>
    /// <param name="parameters">Names and their values, in any order.</param>
    /// <param name="now">From where spans of time go back.</param>
    /// <exception cref="FormatException">A name or value is not one of a question; the message says which, and what was expected.</exception>
    public static JobQuestion Parse(IEnumerable<KeyValuePair<string, string>> parameters, DateTimeOffset now)
    {
        JobQuestion question = JobQuestion.All;
        foreach (IGrouping<string, string> values in parameters
            .Where(parameter => !string.IsNullOrWhiteSpace(parameter.Value))
            .GroupBy(parameter => parameter.Key, parameter => parameter.Value.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            if (!Readers.TryGetValue(values.Key, out var read))
            {
                throw new FormatException($"{Shown(values.Key)}: expected one of {string.Join(", ", Names)}");
            }

            string[] all = [.. values];
            if (all.Length > MostValues || all.Any(value => value.Length > LongestValue))
            {
                throw new FormatException($"{values.Key}: expected at most {MostValues} values of at most {LongestValue} characters");
            }

            question = read(question, all, now);
        }

        return question;
    }

    /// <summary>The parameters that give a question again; what is standard is left out.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters(JobQuestion question) => JobQuestionParameters.Of(question);

    internal static string Shown(string text) => $"'{(text.Length <= 60 ? text : text[..60] + "…")}'";

    private static JobQuestion With(JobQuestion question, JobCriteria criteria) => question with { Criteria = criteria };

    private static string Last(string[] values) => values[^1];

    private static IEnumerable<string> Split(string[] values) =>
        values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static bool IsNumber(string text) => text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static string[] Texts(string[] values) => [.. values.Select(value => value == None ? "" : value)];

    private static JobState State(string text) => Enum.TryParse(text, ignoreCase: true, out JobState state) && !char.IsAsciiDigit(text[0]) && text[0] != '-'
        ? state
        : throw new FormatException($"state: expected one of {string.Join(", ", Enum.GetNames<JobState>())}, found {Shown(text)}");

    private static NumberRange From(NumberRange? range, long from) => new(from, range?.High ?? long.MaxValue);

    private static NumberRange Before(NumberRange? range, long before) => new(range?.Low ?? long.MinValue, before - 1);

    private static JobOrder Order(string text)
    {
        bool descending = text.StartsWith('-');
        return new JobOrder(Column("sort", descending ? text[1..] : text, JobColumns.Sortable), descending);
    }

    private static JobColumn[] By(string[] values)
    {
        JobColumn[] columns = [.. Split(values).Select(text => Column("by", text, JobColumns.Groupable)).Distinct()];
        return columns.Length <= 2 ? columns : throw new FormatException($"by: expected at most two columns, found {columns.Length.ToString(CultureInfo.InvariantCulture)}");
    }

    private static JobColumn Column(string parameter, string text, IReadOnlyList<JobColumn> allowed) =>
        Columns.TryGetValue(text, out JobColumn column) && allowed.Contains(column)
            ? column
            : throw new FormatException($"{parameter}: expected one of {string.Join(", ", allowed.Select(NameOf))}, found {Shown(text)}");
}
