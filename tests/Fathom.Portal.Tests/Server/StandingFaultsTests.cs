using Fathom.Database.Faults;
using Fathom.Portal.Server;
using Microsoft.Extensions.Logging;

namespace Fathom.Portal.Tests.Server;

public sealed class StandingFaultsTests
{
    [Fact]
    public void What_many_requests_meet_is_told_once_a_minute_and_another_problem_at_once()
    {
        var ears = new Ears();
        var faults = new StandingFaults(ears, ears);
        Meet(faults, WorkspaceProblem.Full, 2_000);
        ears.Passed += TimeSpan.FromSeconds(59);
        Meet(faults, WorkspaceProblem.Full, 1);
        Assert.Equal(["Full it is (0 more requests met it since it was last told)"], ears.Lines);

        ears.Passed += TimeSpan.FromSeconds(1);
        Meet(faults, WorkspaceProblem.Full, 1);
        Meet(faults, WorkspaceProblem.Lost, 1);
        Assert.Equal(["Full it is (2000 more requests met it since it was last told)", "Lost it is (0 more requests met it since it was last told)"], ears.Lines[1..]);
    }

    private static void Meet(StandingFaults faults, WorkspaceProblem problem, int times)
    {
        for (var i = 0; i < times; i++)
        {
            faults.Meet(new WorkspaceException(problem, "w", $"{problem} it is"));
        }
    }

    private sealed class Ears : TimeProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + Passed;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;
    }
}
