using System.CommandLine;
using Fathom.Cli;
using Fathom.Cli.Commands;
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
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(60),
    });
}
catch (Exception fault)
{
    (int code, string message) = CommandFaults.Explain(fault);
    Console.Error.WriteLine($"fathom: {message}");
    return code;
}
