using Fathom.Production.State;

namespace Fathom.Production.Dispatch;

/// <summary>What is known of jobs before they run.</summary>
public interface IJobForecasts
{
    /// <summary>Jobs with consecutive ids in their order, as stretches of jobs that are alike to the dispatcher: together they are all of them.</summary>
    /// <param name="step">Their transformation.</param>
    /// <param name="firstJob">Id of the first.</param>
    /// <param name="count">How many.</param>
    IEnumerable<JobRange> Of(StepFacts step, long firstJob, int count);
}
