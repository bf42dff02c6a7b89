using System.Globalization;

namespace Fathom.Production.Monitor;

/// <summary>Writes the parameters of a question.</summary>
internal static class JobQuestionParameters
{
    public static IEnumerable<KeyValuePair<string, string>> Of(JobQuestion question)
    {
        JobCriteria criteria = question.Criteria;
        return OfTexts(criteria).Concat(OfNumbers(criteria)).Concat(OfPlace(question))
            .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value));
    }

    private static IEnumerable<(string Name, string Value)> OfTexts(JobCriteria criteria) =>
    [
        .. criteria.States.Select(state => ("state", state.ToString())),
        .. Texts("minor", criteria.Minors),
        .. Texts("application", criteria.Applications),
        .. Texts("cause", criteria.Causes),
        .. Texts("site", criteria.Sites),
        .. Texts("host", criteria.Hosts),
        .. Texts("owner", criteria.Owners),
        .. Texts("campaign", criteria.Campaigns),
        .. Texts("step", criteria.Steps),
        .. Texts("transformation", criteria.TransformationNames),
    ];

    private static IEnumerable<(string Name, string Value)> OfNumbers(JobCriteria criteria) =>
    [
        .. criteria.Transformations.Select(id => ("transformation", id.ToString(CultureInfo.InvariantCulture))),
        .. criteria.Ids.Select(range => ("id", NumberText.Text(range))),
        .. criteria.Runs.Select(range => ("run", NumberText.Text(range))),
        .. Range("attempt", criteria.Attempts),
        .. Range("failures", criteria.PayloadFailures),
        .. Range("losses", criteria.InfrastructureLosses),
        .. Times("created", criteria.Created),
        .. Times("updated", criteria.Updated),
    ];

    private static IEnumerable<(string Name, string Value)> OfPlace(JobQuestion question)
    {
        if (question.Order != JobQuestion.All.Order)
        {
            yield return ("sort", JobQuestionText.Text(question.Order));
        }

        if (question.Offset > 0)
        {
            yield return ("offset", question.Offset.ToString(CultureInfo.InvariantCulture));
        }

        if (question.Limit != JobQuestion.StandardLimit)
        {
            yield return ("limit", question.Limit.ToString(CultureInfo.InvariantCulture));
        }

        foreach (JobColumn column in question.By)
        {
            yield return ("by", JobQuestionText.NameOf(column));
        }
    }

    private static IEnumerable<(string Name, string Value)> Texts(string name, IReadOnlyList<string> values) =>
        values.Select(value => (name, value.Length == 0 ? JobQuestionText.None : value));

    private static (string Name, string Value)[] Range(string name, NumberRange? range) => range is { } wanted ? [(name, NumberText.Text(wanted))] : [];

    private static IEnumerable<(string Name, string Value)> Times(string name, NumberRange? range)
    {
        if (range is { Low: > long.MinValue } from)
        {
            yield return ($"{name}-from", TimeText.Text(from.Low));
        }

        if (range is { High: < long.MaxValue } to)
        {
            yield return ($"{name}-before", TimeText.Text(to.High + 1));
        }
    }
}
