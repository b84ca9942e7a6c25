namespace Symbolic.Cli;

/// <summary>What the process says to the shell.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int CheckFailed = 1;
    public const int Refused = 2;

    /// <summary>A defect of the program, as sysexits.h names it.</summary>
    public const int InternalError = 70;
}
