namespace Fathom.Twin.Scenarios;

/// <summary>A scenario that cannot be read, or that makes no sense.</summary>
public sealed class ScenarioException(string message, Exception? inner = null) : Exception(message, inner);
