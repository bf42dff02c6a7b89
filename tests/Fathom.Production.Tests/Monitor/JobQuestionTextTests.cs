using Fathom.Production.Monitor;

namespace Fathom.Production.Tests.Monitor;

public sealed class JobQuestionTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 5, 30, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_written_as_parameters_is_read_as_the_same_question()
    {
        var random = new RandomJobs(41, 200);
        for (int i = 0; i < 500; i++)
        {
            JobCriteria criteria = random.Criteria();
            // A range of texts has no negative numbers, and "none" is what a text says instead of nothing.
            criteria = criteria with
            {
                Ids = [.. criteria.Ids.Select(NotNegative)],
                PayloadFailures = criteria.PayloadFailures is { } failures ? NotNegative(failures) : null,
            };
            JobColumn dimension = random.Dimension();
            var question = new JobQuestion(criteria, random.Order(), i, (i % 100) + 1, i % 3 == 0 ? [] : [dimension]);

            JobQuestion read = JobQuestionText.Parse(JobQuestionText.Parameters(question), Now);

            Assert.Equal(Flat(question), Flat(read));
        }
    }

    [Theory]
    [InlineData("updated-from", "-90m", 2026, 11, 22, 4, 0)]
    [InlineData("updated-from", "-24h", 2026, 11, 21, 5, 30)]
    [InlineData("updated-from", "-7d", 2026, 11, 15, 5, 30)]
    [InlineData("updated-from", "2026-11-20", 2026, 11, 20, 0, 0)]
    [InlineData("updated-from", "2026-11-20T07:45Z", 2026, 11, 20, 7, 45)]
    public void Times_are_dates_or_spans_back_from_now(string name, string text, int year, int month, int day, int hour, int minute)
    {
        JobQuestion question = JobQuestionText.Parse([KeyValuePair.Create(name, text)], Now);

        Assert.Equal(new DateTimeOffset(year, month, day, hour, minute, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(), question.Criteria.Updated!.Value.Low);
        Assert.Equal(long.MaxValue, question.Criteria.Updated.Value.High);
    }

    [Fact]
    public void Empty_fields_of_a_form_do_not_restrict_and_none_means_without()
    {
        JobQuestion empty = JobQuestionText.Parse([KeyValuePair.Create("site", ""), KeyValuePair.Create("run", " "), KeyValuePair.Create("by", "")], Now);
        JobQuestion none = JobQuestionText.Parse([KeyValuePair.Create("site", "(none)"), KeyValuePair.Create("site", "CNAF")], Now);

        Assert.Equal(Flat(JobQuestion.All), Flat(empty));
        Assert.Equal(["", "CNAF"], none.Criteria.Sites);
    }

    [Fact]
    public void Hostile_parameters_are_refused_in_few_words()
    {
        KeyValuePair<string, string>[] many = [.. Enumerable.Range(0, 65).Select(i => KeyValuePair.Create("site", $"{i}"))];

        Assert.Throws<FormatException>(() => JobQuestionText.Parse(many, Now));
        Assert.True(Assert.Throws<FormatException>(() => JobQuestionText.Parse([KeyValuePair.Create("state", new string('x', 300))], Now)).Message.Length < 300);
        Assert.Throws<FormatException>(() => JobQuestionText.Parse([KeyValuePair.Create("site", new string('x', 301))], Now));
        Assert.Throws<FormatException>(() => JobQuestionText.Parse([KeyValuePair.Create("id", "99999999999999999999")], Now));
    }

    private static NumberRange NotNegative(NumberRange range) => new(Math.Max(0, range.Low), Math.Max(0, range.High));

    private static string Flat(JobQuestion question)
    {
        JobCriteria c = question.Criteria;
        return string.Join(';', [
            string.Join(',', c.States.Select(state => (int)state)), string.Join('|', c.Minors), string.Join('|', c.Applications), string.Join('|', c.Causes),
            string.Join('|', c.Sites), string.Join('|', c.Hosts), string.Join('|', c.Owners), string.Join('|', c.Campaigns), string.Join('|', c.Steps),
            string.Join('|', c.Transformations), string.Join('|', c.TransformationNames), string.Join('|', c.Ids), string.Join('|', c.Runs),
            $"{c.Attempts}", $"{c.PayloadFailures}", $"{c.InfrastructureLosses}", $"{c.Created}", $"{c.Updated}", $"{question.Order}",
            $"{question.Offset}", $"{question.Limit}", string.Join(',', question.By),
        ]);
    }
}
