using System.CommandLine;
using Fathom.Cli;
using Fathom.Cli.Commands;
using Fathom.Cli.Output;
using Fathom.Compute.Payload;
using Fathom.Compute.Steps;

// Each job starts one of these: nothing of the command line is loaded for it.
if (args is ["payload", "--request", var request])
{
    return new PayloadHost(StepCatalogue.Default.All).Run(request, Console.OpenStandardInput(), Console.Out, Console.Error);
}

try
{
    ParseResult parsed = FathomCommandLine.Create().Parse(args);
    if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
    {
        return UsageErrors.Tell(parsed, Console.Error);
    }

    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = FathomCommandLine.GraceOf(parsed),
    });
}
catch (Exception fault)
{
    (int code, string message) = CommandFaults.Explain(fault);
    Console.Error.WriteLine($"fathom: {TerminalText.Of(message)}");
    return code;
}
