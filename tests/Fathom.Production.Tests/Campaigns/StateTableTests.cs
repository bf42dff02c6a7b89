using Fathom.Production.Campaigns;

namespace Fathom.Production.Tests.Campaigns;

/// <summary>Every transition, as a table: rows are states, columns events; what is not written is refused.</summary>
public sealed class StateTableTests
{
    private const string Transformations =
        """
        state       Created Started Stopped FlushAsked Flushed CompletionAsked Completed Reopened CleaningAsked Cleaned Archived
        -           New     .       .       .          .       .               .         .        .             .       .
        New         .       Active  .       .          .       .               .         .        Cleaning      .       .
        Active      .       .       Stopped Flush      .       Completing      Completed .        .             .       .
        Stopped     .       Active  .       .          .       .               .         .        Cleaning      .       .
        Flush       .       .       Stopped .          Active  Completing      Completed .        .             .       .
        Completing  .       .       Stopped .          .       .               Completed .        .             .       .
        Completed   .       Active  .       .          .       .               .         Active   Cleaning      .       Archived
        Cleaning    .       .       .       .          .       .               .         .        .             Cleaned .
        Cleaned     .       .       .       .          .       .               .         .        .             .       Archived
        Archived    .       .       .       .          .       .               .         .        .             .       .
        """;

    private const string Inputs =
        """
        state       Found  JobMade  JobDone   RetriesUsedUp JobHalted   JobRescheduled Freed  FileInvalidated
        -           Unused .        .         .             .           .              .      .
        Unused      .      Assigned .         .             .           .              .      Invalid
        Assigned    .      .        Processed MaxReset      Problematic .              Unused Invalid
        Processed   .      .        .         .             .           .              Unused Invalid
        Problematic .      .        .         MaxReset      .           Assigned       Unused Invalid
        MaxReset    .      .        .         .             Problematic Assigned       Unused Invalid
        Invalid     .      .        .         .             .           .              .      .
        """;

    [Fact]
    public void A_transformation_changes_only_as_the_table_says() =>
        Check<TransformationState, TransformationEvent>(Transformations, TransformationStateMachine.Next);

    [Fact]
    public void An_input_changes_only_as_the_table_says() => Check<InputState, InputEvent>(Inputs, InputStateMachine.Next);

    [Theory]
    [InlineData("started")]
    [InlineData("1")]
    [InlineData("Started,Stopped")]
    [InlineData("")]
    public void An_unknown_name_of_an_event_fits_no_state(string kind) =>
        Assert.All(Enum.GetValues<TransformationState>(), state => Assert.Null(TransformationStateMachine.Next(state, kind)));

    private static void Check<TState, TEvent>(string table, Func<TState?, TEvent, TState?> next)
        where TState : struct, Enum
        where TEvent : struct, Enum
    {
        string[][] rows = [.. table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(Enum.GetNames<TEvent>(), rows[0][1..]);
        Assert.Equal(Enum.GetNames<TState>().Length + 2, rows.Length);
        foreach (string[] row in rows[1..])
        {
            TState? state = row[0] == "-" ? null : Enum.Parse<TState>(row[0]);
            for (int column = 1; column < row.Length; column++)
            {
                TState? expected = row[column] == "." ? null : Enum.Parse<TState>(row[column]);
                Assert.Equal((row[0], rows[0][column], expected), (row[0], rows[0][column], next(state, Enum.Parse<TEvent>(rows[0][column]))));
            }
        }
    }
}
