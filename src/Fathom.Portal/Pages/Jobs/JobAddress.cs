using Fathom.Production.Monitor;

namespace Fathom.Portal.Pages.Jobs;

/// <summary>Addresses of the job monitor.</summary>
public static class JobAddress
{
    /// <summary>The page that answers a question.</summary>
    public static string Of(JobQuestion question) => Of("/jobs", question);

    /// <summary>The page of all jobs that meet criteria.</summary>
    public static string Of(JobCriteria criteria) => Of(JobQuestion.All with { Criteria = criteria });

    /// <summary>What answers a question at another path.</summary>
    public static string Of(string path, JobQuestion question)
    {
        var query = string.Join('&', JobQuestionText.Parameters(question).Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
